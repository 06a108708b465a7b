import type { FieldModel } from "../../facets/model.ts";
import { createComputedModel } from "../formula/computed-model.ts";

/** A field of the record that a reference points to: the customer's tier, shown in the order. */
export function createLookupModel(results: Readonly<Record<string, FieldModel>>): FieldModel {
  return createComputedModel(results, {
    type: "lookup",
    icon: "link",
    properties: {
      via: { type: "string", minLength: 1, maxLength: 100 },
      field: { type: "string", minLength: 1, maxLength: 100 },
    },
    required: ["via", "field"],
    declared: false,
  });
}
