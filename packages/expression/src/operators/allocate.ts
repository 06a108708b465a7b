import { allocate as parts } from "../evaluate/allocate.ts";
import { toExact } from "../evaluate/plain.ts";
import type { Lowering } from "../lower/lowering.ts";
import { type Fragment, sql } from "../sql/fragment.ts";
import type { Checked } from "../types/checked.ts";
import type { Type } from "../types/type.ts";
import { isNumeric, typeName } from "../types/type-name.ts";
import type { AggregateNode, Operator } from "./operator.ts";

const number: Type = { kind: "decimal", scale: null };
/** Decimals that a part may have: those of a field. */
const mostDigits = 12;

function digitsOf(node: AggregateNode): number {
  const digits = node.outer[1];
  return digits?.node === "constant" && typeof digits.value === "number" ? digits.value : 0;
}

/** Null for a row that the filter leaves out. */
function weightOf({ filter }: AggregateNode, value: Checked, inner: Lowering): Fragment {
  const weight: Fragment = sql`coalesce(${inner.as(value, number)}, 0)`;
  return filter === null ? weight : sql`case when ${inner.condition(filter)} then ${weight} end`;
}

/** `ALLOCATE(list, weight, total, scale[, filter])`: a list with a part for every row. */
export const allocate: Operator = {
  name: "allocate",
  text: "ALLOCATE",
  form: "function",
  arity: [3, 5],
  aggregate: {
    outer: 2,
    whole: true,
    check(value, report, _alone, outer) {
      const [total, digits] = outer;
      if (value === null) return null;
      if (!isNumeric(value.type) && value.type.kind !== "null")
        return report.mismatch(1, ["integer", "decimal"], typeName(value.type));
      if (total === undefined || digits === undefined) return report.mismatch(null, "total, scale", null);
      if (!isNumeric(total.type) && total.type.kind !== "null")
        return report.mismatch(2, ["integer", "decimal"], typeName(total.type));
      const scale = digits.node === "constant" && typeof digits.value === "number" ? digits.value : -1;
      if (scale < 0 || scale > mostDigits)
        return report.mismatch(3, `0 … ${mostDigits}`, typeName(digits.type));
      return { type: { kind: "list", of: { kind: "decimal", scale } }, value };
    },
    evaluate(items, node, run) {
      const total = node.outer[0] === undefined ? null : run.number(node.outer[0]);
      if (total === null || items.length === 0) return null;
      const weights = items.map((item) => (item === false ? null : toExact(item ?? 0)));
      return parts(total, weights, digitsOf(node));
    },
    lower(node, { values, inner, outer }) {
      const total = node.outer[0];
      if (node.value === null || total === undefined) return ["null"];
      const weights = sql`(select array_agg(v order by o) ${values(weightOf(node, node.value, inner), "ordered")})`;
      return sql`${outer.helper("_allocate")}(${weights}, ${outer.as(total, number)}, ${[String(digitsOf(node))]})`;
    },
    // Every row of a group has its part, so a filter must not take rows away.
    fold(node, { place, inner, outer }) {
      const total = node.outer[0];
      if (node.value === null || total === undefined) return ["null"];
      const weights = sql`array_agg(${weightOf(node, node.value, inner)} order by ${place})`;
      return sql`${outer.helper("_allocate")}(${weights}, ${outer.as(total, number)}, ${[String(digitsOf(node))]})`;
    },
  },
  doc: {
    en: "Parts of a total by weights, one for each row, whose sum is the total; 0 for rows that the filter leaves out.",
    zh: "按权重把总额分摊到各行，各行之和等于总额；被过滤掉的行为 0。",
    example: "AT(ALLOCATE($parent.lines, amount, $parent.discount, 2), $index)",
  },
};
