import type { FieldDocument, JsonObject, Problem } from "@dougong/model";
import type { FieldModel } from "../../facets/model.ts";
import { readDateText, readIsoDate } from "../../values/date-text.ts";
import { isExpressionText, textMember } from "../../values/members.ts";
import { refuse, wrongType } from "../../values/refuse.ts";

const bound: JsonObject = { type: "string", maxLength: 1000 };

/** A day without a zone. */
export const dateModel: FieldModel = {
  type: "date",
  icon: "calendar",
  computed: false,
  members: { properties: { min: bound, max: bound } },
  operators: ["==", ">=", "<=", "<", ">", "!=", "isnull"],
  valueType: () => ({ kind: "date" }),
  check: boundProblems,
  jsonSchema: () => ({ type: "string", format: "date" }),
  coerce(value, field, context) {
    if (typeof value !== "string") return wrongType(context, "date", value);
    const date =
      readIsoDate(value) ??
      (context.from === "text" && context.text !== undefined ? readDateText(value, context.text) : undefined);
    if (date === undefined)
      return refuse(context, "bad_format", {
        expected: "date",
        got: value,
        params: { example: "2026-01-31" },
      });
    const min = textMember(field, "min");
    const max = textMember(field, "max");
    if (max !== undefined && date > max)
      return refuse(context, "out_of_range", {
        variant: "max",
        params: { max },
        expected: { max },
        got: date,
      });
    if (min !== undefined && date < min)
      return refuse(context, "out_of_range", {
        variant: "min",
        params: { min },
        expected: { min },
        got: date,
      });
    return { value: date };
  },
};

function boundProblems(field: FieldDocument): readonly Problem[] {
  const problems = (["min", "max"] as const).flatMap((member): readonly Problem[] => {
    const value = textMember(field, member);
    if (value === undefined) return [];
    if (isExpressionText(value))
      return [{ code: "unsupported_kind", path: `/${member}`, params: { name: value } }];
    return readIsoDate(value) === undefined
      ? [
          {
            code: "bad_format",
            path: `/${member}`,
            expected: "date",
            got: value,
            params: { label: member, example: "2026-01-31" },
          },
        ]
      : [];
  });
  const [min, max] = [textMember(field, "min"), textMember(field, "max")];
  if (problems.length === 0 && min !== undefined && max !== undefined && min > max)
    return [
      {
        code: "out_of_range",
        variant: "max",
        path: "/min",
        params: { label: "min", max },
        expected: { max },
        got: min,
      },
    ];
  return problems;
}
