import type { DocumentKind } from "../document/common.ts";
import type { DocumentValidator } from "./document-validator.ts";
import { type SchemaValidator, validateDocument } from "./validate-document.ts";

/**
 * A validator from functions that were compiled ahead of time (`standaloneValidatorModule`), for pages whose
 * content security policy forbids making code at run time.
 */
export function createPrecompiledValidator(
  validators: Readonly<Record<DocumentKind, SchemaValidator>>,
  fieldTypes: readonly string[],
): DocumentValidator {
  return { validate: (input) => validateDocument(input, (kind) => validators[kind], fieldTypes) };
}
