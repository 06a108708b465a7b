import { sql } from "../sql/fragment.ts";
import { typeName } from "../types/type-name.ts";
import type { Operator } from "./operator.ts";

export const any: Operator = {
  name: "any",
  text: "ANY",
  form: "function",
  arity: [1, 3],
  aggregate: {
    total: true,
    check(value, report) {
      if (value === null) return null;
      if (value.type.kind !== "boolean" && value.type.kind !== "null")
        return report.mismatch(1, "boolean", typeName(value.type));
      return { type: { kind: "boolean" }, value };
    },
    evaluate: (items) => items.some((item) => item === true),
    lower: ({ value }, { tail, inner }) =>
      value === null ? ["null"] : sql`(exists (select 1 ${tail} and ${inner.condition(value)}))`,
    fold: ({ value }, { filter, inner }) =>
      value === null ? ["null"] : sql`coalesce(bool_or(${inner.condition(value)})${filter}, false)`,
  },
  doc: {
    en: "True when the condition holds for one row.",
    zh: "有一行满足条件时为真。",
    example: "ANY(lines, qty > 10)",
  },
};
