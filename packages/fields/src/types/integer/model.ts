import type { FieldDocument, JsonValue, Problem } from "@dougong/model";
import type { CoerceContext, Coerced, FieldModel } from "../../facets/model.ts";
import { integerMember } from "../../values/members.ts";
import { readNumberText } from "../../values/number-text.ts";
import { refuse, wrongType } from "../../values/refuse.ts";

const greatest = Number.MAX_SAFE_INTEGER;
const bound = { type: "integer", minimum: -greatest, maximum: greatest };

/** A whole number, ±(2^53 − 1). */
export const integerModel: FieldModel = {
  type: "integer",
  icon: "hash",
  computed: false,
  members: {
    properties: { min: bound, max: bound, step: { type: "integer", minimum: 1, maximum: greatest } },
  },
  operators: ["==", "!=", "<", "<=", ">", ">=", "in", "isnull"],
  valueType: () => ({ kind: "integer" }),
  check: rangeProblems,
  jsonSchema: (field) => ({
    type: "integer",
    minimum: integerMember(field, "min", -greatest),
    maximum: integerMember(field, "max", greatest),
  }),
  coerce(value, field, context) {
    const number = readNumber(value, context);
    if (typeof number !== "number") return number;
    const min = integerMember(field, "min", -greatest);
    const max = integerMember(field, "max", greatest);
    if (number > max)
      return refuse(context, "out_of_range", {
        variant: "max",
        params: { max },
        expected: { max },
        got: number,
      });
    if (number < min)
      return refuse(context, "out_of_range", {
        variant: "min",
        params: { min },
        expected: { min },
        got: number,
      });
    // -0 is 0 in JSON, too
    return { value: number + 0 };
  },
};

function readNumber(value: JsonValue, context: CoerceContext): number | Coerced {
  if (typeof value === "number")
    return Number.isInteger(value)
      ? value
      : refuse(context, "type_mismatch", { expected: "integer", got: value });
  if (typeof value !== "string" || context.from === "input" || context.text === undefined)
    return wrongType(context, "integer", value);
  const plain = readNumberText(value, context.text);
  if (plain === undefined)
    return refuse(context, "bad_format", { expected: "integer", got: value, params: { example: "1234" } });
  const [whole = "", fraction = ""] = plain.split(".");
  if (/[^0]/.test(fraction)) return refuse(context, "type_mismatch", { expected: "integer", got: value });
  return Number(whole);
}

function rangeProblems(field: FieldDocument): readonly Problem[] {
  const min = integerMember(field, "min", -greatest);
  const max = integerMember(field, "max", greatest);
  return min > max
    ? [
        {
          code: "out_of_range",
          variant: "max",
          path: "/min",
          params: { label: "min", max },
          expected: { max },
          got: min,
        },
      ]
    : [];
}
