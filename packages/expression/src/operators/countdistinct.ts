import { isList, toExact, toValue } from "../evaluate/plain.ts";
import { sql } from "../sql/fragment.ts";
import { isNumeric, isScalar, typeName } from "../types/type-name.ts";
import type { Operator } from "./operator.ts";

export const countDistinct: Operator = {
  name: "countdistinct",
  text: "COUNTDISTINCT",
  form: "function",
  arity: [1, 3],
  aggregate: {
    check(value, report) {
      if (value === null) return null;
      if (!isScalar(value.type)) return report.mismatch(1, "text", typeName(value.type));
      return { type: { kind: "integer" }, value };
    },
    evaluate(items, { value }) {
      const type = value?.type ?? { kind: "null" };
      const shown = items
        .filter((item) => item !== null && !isList(item))
        .map((item) => (isNumeric(type) ? toExact(item).toFixed() : String(toValue(item, type))));
      return new Set(shown).size;
    },
    lower: ({ value }, { values, inner }) =>
      value === null ? ["null"] : sql`(select count(distinct v) ${values(inner.as(value, value.type))})`,
    fold: ({ value }, { filter, inner }) =>
      value === null ? ["null"] : sql`count(distinct ${inner.as(value, value.type)})${filter}`,
  },
  doc: {
    en: "The number of different values that are not null.",
    zh: "不同的非空值的个数。",
    example: "COUNTDISTINCT(lines.product)",
  },
};
