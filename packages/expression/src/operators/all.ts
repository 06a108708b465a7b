import { sql } from "../sql/fragment.ts";
import { typeName } from "../types/type-name.ts";
import type { Operator } from "./operator.ts";

export const all: Operator = {
  name: "all",
  text: "ALL",
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
    evaluate: (items) => items.every((item) => item === true),
    lower: ({ value }, { tail, inner }) =>
      value === null ? ["null"] : sql`(not exists (select 1 ${tail} and not ${inner.truth(value)}))`,
    fold: ({ value }, { filter, inner }) =>
      value === null ? ["null"] : sql`coalesce(bool_and(${inner.truth(value)})${filter}, true)`,
  },
  doc: {
    en: "True when the condition holds for every row; true for none.",
    zh: "每行都满足条件时为真；没有行时为真。",
    example: "ALL(lines, qty > 0)",
  },
};
