import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import type { DocumentKind } from "../document/common.ts";
import { knownFieldTypes } from "./field-types.ts";
import type { DocumentSchemas } from "./schemas.ts";
import { type ValidatedDocument, validateDocument } from "./validate-document.ts";

/** Tells whether JSON is a document; see `createDocumentValidator`. */
export interface DocumentValidator {
  /**
   * The document, or every problem of its form, with paths within the document.
   * Names of other documents, fields and expressions are checked later, against the catalogue.
   */
  validate(input: unknown): ValidatedDocument;
}

/** Options that every ajv instance of ours has: all errors at once, with what the schema says about each place. */
export const ajvOptions = {
  allErrors: true,
  verbose: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
  allowUnionTypes: true,
} as const;

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
