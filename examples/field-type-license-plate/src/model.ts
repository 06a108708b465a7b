import { type FieldModel, refuse, wrongType } from "@dougong/fields/model";
import { readPlate } from "./plate-text.ts";

/** A number plate of the Chinese mainland, new-energy ones included: kept without the point, `沪A12345`. */
export const model: FieldModel = {
  type: "example.plate",
  icon: "rectangle-ellipsis",
  computed: false,
  members: { properties: {} },
  operators: ["==", "startswith", "contains", "isnull"],
  valueType: () => ({ kind: "text" }),
  check: () => [],
  jsonSchema: () => ({ type: "string", minLength: 7, maxLength: 8, examples: ["沪A12345"] }),
  coerce(value, _field, context) {
    if (typeof value !== "string") return wrongType(context, "license plate", value);
    const plate = readPlate(value);
    return plate === undefined
      ? refuse(context, "bad_format", {
          expected: "license plate",
          got: value,
          params: { example: "沪A12345" },
        })
      : { value: plate };
  },
};
