import type { FieldModel } from "../../facets/model.ts";
import { createComputedModel } from "./computed-model.ts";

/** A value worked out from the record and what it points to. */
export function createFormulaModel(results: Readonly<Record<string, FieldModel>>): FieldModel {
  return createComputedModel(results, {
    type: "formula",
    icon: "square-function",
    properties: { formula: { type: ["string", "number", "boolean", "object"] } },
    required: ["formula"],
  });
}
