import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { documentKinds } from "../kinds/registry.ts";
import { ajvOptions, ajvVocabulary } from "../validate/document-validator.ts";
import { knownFieldTypes } from "../validate/field-types.ts";
import type { DocumentSchemas } from "../validate/schemas.ts";

/**
 * The source of an ES module with one validator per document kind and the list `fieldTypes`, to be bundled
 * for browsers: ajv itself makes functions from text, which a page without `unsafe-eval` must not.
 *
 * @example
 * // in the bundle: import * as validators from "…"; createPrecompiledValidator(validators, validators.fieldTypes)
 */
export function standaloneValidatorModule(schemas: DocumentSchemas): string {
  const ajv = new Ajv2020({ ...ajvOptions, code: { source: true, esm: true } });
  for (const word of ajvVocabulary) ajv.addKeyword(word);
  for (const schema of Object.values(schemas)) ajv.addSchema(schema);
  const names = Object.fromEntries(
    Object.keys(documentKinds).map((kind) => [kind, `/schemas/v1/${kind}.json`]),
  );
  return `${standaloneCode(ajv, names)}\nexport const fieldTypes = ${JSON.stringify(knownFieldTypes(schemas))};\n`;
}
