import type { FieldModel } from "../../facets/model.ts";
import { createComputedModel } from "../formula/computed-model.ts";

/** An aggregate over the records that point here: what was paid for an order. */
export function createRollupModel(results: Readonly<Record<string, FieldModel>>): FieldModel {
  return createComputedModel(results, {
    type: "rollup",
    icon: "sigma",
    properties: {
      from: { type: "string", minLength: 1, maxLength: 100 },
      by: {
        type: ["string", "object"],
        minLength: 1,
        maxLength: 100,
        minProperties: 1,
        maxProperties: 8,
        additionalProperties: { type: "string", minLength: 1, maxLength: 200 },
      },
      where: { type: ["string", "boolean", "object"] },
      formula: { type: ["string", "number", "boolean", "object"] },
    },
    required: ["from", "by", "formula"],
  });
}
