import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { DocumentKind } from "../document/common.ts";
import type { Document, DocumentByKind } from "../document/document.ts";
import { isJsonObject, type JsonObject } from "../json/json.ts";
import type { DocumentKindDefinition } from "../kinds/definition.ts";
import { documentKinds, isDocumentKind, laterDocumentKinds } from "../kinds/registry.ts";
import { nearest } from "../id/nearest.ts";
import type { Problem } from "../problem/problem.ts";
import { knownFieldTypes, unknownFieldTypes } from "./field-types.ts";
import { withNamedPaths } from "./named-paths.ts";
import { schemaProblems } from "./schema-problems.ts";
import type { DocumentSchemas } from "./schemas.ts";

export type ValidatedDocument = { readonly document: Document } | { readonly problems: readonly Problem[] };

/** Tells whether JSON is a document; see `createDocumentValidator`. */
export interface DocumentValidator {
  /**
   * The document, or every problem of its form, with paths within the document.
   * Names of other documents, fields and expressions are checked later, against the catalogue.
   */
  validate(input: unknown): ValidatedDocument;
}

/** Options that every ajv instance of ours has: all errors at once, with what the schema says about each place. */
export const ajvOptions = { allErrors: true, verbose: true, strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true } as const;

/** Words of ours in the schemas, which ajv itself passes over. */
export const ajvVocabulary = ["x-later", "x-known"] as const;

/**
 * @example
 * const validator = createDocumentValidator(createDocumentSchemas(Object.values(fieldModels)));
 * validator.validate({ kind: "entity", id: "Customer" }); // { problems: [bad_format /id, required /fields] }
 */
export function createDocumentValidator(schemas: DocumentSchemas): DocumentValidator {
  const ajv = new Ajv2020(ajvOptions);
  for (const word of ajvVocabulary) ajv.addKeyword(word);
  const compiled = new Map<DocumentKind, ValidateFunction>();
  const validatorOf = (kind: DocumentKind) => {
    const known = compiled.get(kind);
    if (known !== undefined) return known;
    const made = ajv.compile(schemas[kind]);
    compiled.set(kind, made);
    return made;
  };
  const fieldTypes = knownFieldTypes(schemas);
  return { validate: (input) => validateDocument(input, validatorOf, fieldTypes) };
}

function validateDocument(
  input: unknown,
  validatorOf: (kind: DocumentKind) => ValidateFunction,
  fieldTypes: readonly string[],
): ValidatedDocument {
  if (!isJsonObject(input)) return { problems: [{ code: "type_mismatch", path: "", expected: "object", got: Array.isArray(input) ? "array" : typeof input }] };
  const kind = input.kind;
  if (typeof kind !== "string") return { problems: [{ code: "required", variant: "member", path: "/kind", params: { name: "kind" } }] };
  if (!isDocumentKind(kind)) return { problems: [unknownKind(kind)] };
  const validator = validatorOf(kind);
  const unknownTypes = unknownFieldTypes(input, fieldTypes);
  const valid = validator(input);
  const problems = [...unknownTypes, ...withoutFieldsOf(unknownTypes, valid ? [] : schemaProblems(validator.errors ?? []))];
  if (problems.length > 0) return { problems: withNamedPaths(input, problems) };
  const document = input as JsonObject as unknown as Document;
  const further = checkOf(document);
  return further.length > 0 ? { problems: further } : { document };
}

function unknownKind(kind: string): Problem {
  if (laterDocumentKinds.includes(kind)) return { code: "unsupported_kind", path: "/kind", params: { name: kind } };
  const near = nearest(kind, Object.keys(documentKinds));
  return { code: "unsupported_kind", path: "/kind", params: { name: kind, ...(near === undefined ? {} : { nearest: near }) }, got: kind };
}

/** A field of an unknown type has members that nobody can judge. */
function withoutFieldsOf(unknownTypes: readonly Problem[], problems: readonly Problem[]): readonly Problem[] {
  const prefixes = unknownTypes.map((problem) => problem.path.slice(0, -"type".length));
  return problems.filter((problem) => !prefixes.some((prefix) => problem.path.startsWith(prefix) && problem.code === "unknown_member"));
}

function checkOf(document: Document): readonly Problem[] {
  const definition = documentKinds[document.kind] as DocumentKindDefinition<DocumentByKind[typeof document.kind]>;
  return definition.check?.(document) ?? [];
}
