import type { FieldDocument, JsonObject, Problem } from "@dougong/model";
import type { FieldModel } from "../../facets/model.ts";
import { readDateTimeText, readInstant } from "../../values/date-text.ts";
import { isExpressionText, textMember } from "../../values/members.ts";
import { refuse, wrongType } from "../../values/refuse.ts";

const bound: JsonObject = { type: "string", maxLength: 1000 };
const example = "2026-01-31T09:30:00.000Z";

/** An instant; any offset comes in, UTC with milliseconds goes out. */
export const datetimeModel: FieldModel = {
  type: "datetime",
  icon: "calendar-clock",
  computed: false,
  members: { properties: { min: bound, max: bound } },
  operators: [">=", "<=", "<", ">", "==", "!=", "isnull"],
  valueType: () => ({ kind: "datetime" }),
  check: boundProblems,
  jsonSchema: () => ({ type: "string", format: "date-time" }),
  coerce(value, field, context) {
    if (typeof value !== "string") return wrongType(context, "datetime", value);
    const instant =
      context.from === "text" && context.text !== undefined
        ? readDateTimeText(value, context.text)
        : readInstant(value);
    if (instant === undefined)
      return refuse(context, "bad_format", { expected: "datetime", got: value, params: { example } });
    if (instant === "range")
      return refuse(context, "out_of_range", {
        expected: { min: "0001-01-01T00:00:00.000Z", max: "9999-12-31T23:59:59.999Z" },
        got: value,
      });
    const min = limit(field, "min");
    const max = limit(field, "max");
    if (max !== undefined && instant > max)
      return refuse(context, "out_of_range", {
        variant: "max",
        params: { max },
        expected: { max },
        got: instant,
      });
    if (min !== undefined && instant < min)
      return refuse(context, "out_of_range", {
        variant: "min",
        params: { min },
        expected: { min },
        got: instant,
      });
    return { value: instant };
  },
};

function limit(field: FieldDocument, member: "min" | "max"): string | undefined {
  const instant = readInstant(textMember(field, member) ?? "");
  return instant === "range" ? undefined : instant;
}

function boundProblems(field: FieldDocument): readonly Problem[] {
  const problems = (["min", "max"] as const).flatMap((member): readonly Problem[] => {
    const value = textMember(field, member);
    if (value === undefined) return [];
    if (isExpressionText(value))
      return [{ code: "unsupported_kind", path: `/${member}`, params: { name: value } }];
    return limit(field, member) === undefined
      ? [
          {
            code: "bad_format",
            path: `/${member}`,
            expected: "datetime",
            got: value,
            params: { label: member, example },
          },
        ]
      : [];
  });
  const [min, max] = [limit(field, "min"), limit(field, "max")];
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
