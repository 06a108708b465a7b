import type { ErrorObject } from "ajv";
import type { DocumentKind } from "../document/common.ts";
import type { Document, DocumentByKind } from "../document/document.ts";
import { nearest } from "../id/nearest.ts";
import { isJsonObject, type JsonObject } from "../json/json.ts";
import type { DocumentKindDefinition } from "../kinds/definition.ts";
import { documentKinds, isDocumentKind, laterDocumentKinds } from "../kinds/registry.ts";
import type { Problem } from "../problem/problem.ts";
import { unknownFieldTypes } from "./field-types.ts";
import { withNamedPaths } from "./named-paths.ts";
import { schemaProblems } from "./schema-problems.ts";

export type ValidatedDocument = { readonly document: Document } | { readonly problems: readonly Problem[] };

/** A compiled JSON Schema: by ajv at run time, or ahead of it for browsers. */
export interface SchemaValidator {
  (input: unknown): boolean;
  readonly errors?: readonly ErrorObject[] | null;
}

/** See `DocumentValidator.validate`. */
export function validateDocument(
  input: unknown,
  validatorOf: (kind: DocumentKind) => SchemaValidator,
  fieldTypes: readonly string[],
): ValidatedDocument {
  if (!isJsonObject(input))
    return {
      problems: [
        {
          code: "type_mismatch",
          path: "",
          expected: "object",
          got: Array.isArray(input) ? "array" : typeof input,
        },
      ],
    };
  const kind = input.kind;
  if (typeof kind !== "string")
    return { problems: [{ code: "required", variant: "member", path: "/kind", params: { name: "kind" } }] };
  if (!isDocumentKind(kind)) return { problems: [unknownKind(kind)] };
  const validator = validatorOf(kind);
  const unknownTypes = unknownFieldTypes(input, fieldTypes);
  const valid = validator(input);
  const problems = [
    ...unknownTypes,
    ...withoutFieldsOf(unknownTypes, valid ? [] : schemaProblems(validator.errors ?? [])),
  ];
  if (problems.length > 0) return { problems: withNamedPaths(input, problems) };
  const document = input as JsonObject as unknown as Document;
  const further = checkOf(document);
  return further.length > 0 ? { problems: further } : { document };
}

function unknownKind(kind: string): Problem {
  if (laterDocumentKinds.includes(kind))
    return { code: "unsupported_kind", path: "/kind", params: { name: kind } };
  const near = nearest(kind, Object.keys(documentKinds));
  return {
    code: "unsupported_kind",
    path: "/kind",
    params: { name: kind, ...(near === undefined ? {} : { nearest: near }) },
    got: kind,
  };
}

/** A field of an unknown type has members that nobody can judge. */
function withoutFieldsOf(unknownTypes: readonly Problem[], problems: readonly Problem[]): readonly Problem[] {
  const prefixes = unknownTypes.map((problem) => problem.path.slice(0, -"type".length));
  return problems.filter(
    (problem) =>
      !prefixes.some((prefix) => problem.path.startsWith(prefix) && problem.code === "unknown_member"),
  );
}

function checkOf(document: Document): readonly Problem[] {
  const definition = documentKinds[document.kind] as DocumentKindDefinition<
    DocumentByKind[typeof document.kind]
  >;
  return definition.check?.(document) ?? [];
}
