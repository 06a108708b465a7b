import { divide, Exact } from "../evaluate/decimal.ts";
import { toExact } from "../evaluate/plain.ts";
import { squareRoot } from "../evaluate/transcendental.ts";
import type { Lowering } from "../lower/lowering.ts";
import { type Fragment, sql } from "../sql/fragment.ts";
import { typeName } from "../types/type-name.ts";
import type { Operator } from "./operator.ts";
import { total } from "./sum.ts";

function deviation(value: Fragment, filter: Fragment, to: Lowering): Fragment {
  const [count, sum] = [sql`(count(${value})${filter})`, sql`(sum(${value})${filter})`];
  const squares = sql`(sum(${value} * ${value})${filter})`;
  const variance = sql`${to.helper("_div")}(${count} * ${squares} - ${sum} * ${sum}, (${count} * (${count} - 1))::numeric)`;
  return sql`${to.helper("_sqrt")}(${variance})`;
}

/** Of the sample, with n − 1: √((n·Σx² − (Σx)²) / (n·(n − 1))), in which all but the last two steps are exact. */
export const stdev: Operator = {
  name: "stdev",
  text: "STDEV",
  form: "function",
  arity: [1, 3],
  aggregate: {
    check(value, report) {
      if (value === null) return null;
      if (!["integer", "decimal", "null"].includes(value.type.kind)) {
        return report.mismatch(1, ["integer", "decimal"], typeName(value.type));
      }
      return { type: { kind: "decimal", scale: null }, value };
    },
    evaluate(items) {
      const values = items.filter((item) => item !== null).map(toExact);
      const count = new Exact(values.length);
      if (values.length < 2) return null;
      const squares = total(values.map((value) => value.times(value)));
      const sum = total(values);
      const variance = divide(count.times(squares).minus(sum.times(sum)), count.times(count.minus(1)));
      return variance === null ? null : squareRoot(variance);
    },
    lower({ value, type }, { values, inner, outer }) {
      if (value === null) return ["null"];
      return sql`(select ${deviation(["v"], [], outer)} ${values(inner.as(value, type))})`;
    },
    fold: ({ value, type }, { filter, inner, outer }) =>
      value === null ? ["null"] : deviation(inner.as(value, type), filter, outer),
  },
  doc: {
    en: "The standard deviation of the sample (n − 1); null for fewer than two values.",
    zh: "样本标准差（n − 1）；少于两个值时为空。",
    example: "STDEV(days.sold)",
  },
};
