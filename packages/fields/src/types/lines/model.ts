import { type FieldDocument, isJsonObject, type Problem } from "@dougong/model";
import type { FieldModel } from "../../facets/model.ts";
import { integerMember } from "../../values/members.ts";
import { jsonTypeOf, refuse, wrongType } from "../../values/refuse.ts";

const usualMost = 500;

/** Rows that the record owns. Their values are read by the fields of the row entity, one by one. */
export const linesModel: FieldModel = {
  type: "lines",
  icon: "rows-3",
  computed: false,
  members: {
    properties: {
      entity: { type: "string", minLength: 1, maxLength: 61 },
      min: { type: "integer", minimum: 0, maximum: 2000 },
      max: { type: "integer", minimum: 1, maximum: 2000 },
    },
    required: ["entity"],
  },
  operators: [],
  // the catalogue gives the rows their scope
  valueType: () => ({ kind: "null" }),
  check: rangeProblems,
  jsonSchema: (field) => ({
    type: "array",
    items: { type: "object" },
    minItems: integerMember(field, "min", 0),
    maxItems: integerMember(field, "max", usualMost),
  }),
  coerce(value, field, context) {
    if (!Array.isArray(value)) return wrongType(context, "array of rows", value);
    const rows: readonly unknown[] = value;
    const wrong = rows.flatMap((row, index): readonly Problem[] =>
      isJsonObject(row)
        ? []
        : [
            {
              code: "type_mismatch",
              path: `${context.path}/${index}`,
              params: { label: context.label },
              expected: "object",
              got: jsonTypeOf(value[index] ?? null),
            },
          ],
    );
    if (wrong.length > 0) return { problems: wrong };
    const min = integerMember(field, "min", 0);
    const max = integerMember(field, "max", usualMost);
    const got = rows.length;
    if (got > max && field.max === undefined)
      return refuse(context, "too_many", { params: { max, got }, expected: { max }, got });
    if (got > max)
      return refuse(context, "out_of_range", {
        variant: "lines_max",
        params: { max },
        expected: { max },
        got,
      });
    if (got < min)
      return refuse(context, "out_of_range", {
        variant: "lines_min",
        params: { min },
        expected: { min },
        got,
      });
    return { value };
  },
};

function rangeProblems(field: FieldDocument): readonly Problem[] {
  const min = integerMember(field, "min", 0);
  const max = integerMember(field, "max", usualMost);
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
