import { Exact } from "../evaluate/decimal.ts";
import { type Plain, toExact } from "../evaluate/plain.ts";
import { sql } from "../sql/fragment.ts";
import { typeName } from "../types/type-name.ts";
import { widestNumber } from "../types/unify.ts";
import type { Operator } from "./operator.ts";
import { numberOf } from "./shared/arithmetic.ts";

/** The exact sum of what is not null. */
export function total(items: readonly Plain[]): Exact {
  return items.reduce<Exact>((sum, item) => (item === null ? sum : sum.plus(toExact(item))), new Exact(0));
}

export const sum: Operator = {
  name: "sum",
  text: "SUM",
  form: "function",
  arity: [1, 3],
  aggregate: {
    check(value, report) {
      if (value === null) return null;
      const { kind } = value.type;
      if (kind !== "integer" && kind !== "decimal" && kind !== "null") {
        return report.mismatch(1, ["integer", "decimal"], typeName(value.type));
      }
      return { type: widestNumber([value.type]), value };
    },
    evaluate: (items, node) => numberOf(total(items), node.type),
    lower({ value, type }, { values, inner, outer }) {
      if (value === null) return ["null"];
      const all = sql`(select coalesce(sum(v), 0) ${values(inner.as(value, type))})`;
      return type.kind === "integer" ? sql`${outer.helper("_int")}(${all})` : all;
    },
    fold({ value, type }, { filter, inner, outer }) {
      if (value === null) return ["null"];
      const all = sql`coalesce(sum(${inner.as(value, type)})${filter}, 0)`;
      return type.kind === "integer" ? sql`${outer.helper("_int")}(${all})` : all;
    },
  },
  doc: { en: "The sum over rows; 0 for none.", zh: "各行之和；没有行时为 0。", example: "SUM(lines.amount)" },
};
