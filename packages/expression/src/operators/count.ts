import { sql } from "../sql/fragment.ts";
import type { Operator } from "./operator.ts";

export const count: Operator = {
  name: "count",
  text: "COUNT",
  form: "function",
  arity: [0, 3],
  aggregate: {
    check(value, report, alone) {
      const isCondition =
        alone &&
        value !== null &&
        value.type.kind === "boolean" &&
        value.node !== "path" &&
        value.node !== "constant";
      if (isCondition)
        return report.problem(1, {
          code: "ambiguous",
          variant: "count",
          params: { name: "COUNT" },
          expected: "COUNT(list, true, filter)",
        });
      return { type: { kind: "integer" }, value };
    },
    evaluate: (items, node) =>
      node.value === null ? items.length : items.filter((item) => item !== null).length,
    lower({ value }, { tail, values, inner }) {
      return value === null
        ? sql`(select count(*) ${tail})`
        : sql`(select count(v) ${values(inner.as(value, value.type))})`;
    },
    fold: ({ value }, { filter, inner }) =>
      value === null ? sql`count(*)${filter}` : sql`count(${inner.as(value, value.type)})${filter}`,
  },
  doc: {
    en: "The number of rows, or of values that are not null.",
    zh: "行数，或非空值的个数。",
    example: "COUNT(lines)",
  },
};
