import { divide, Exact } from "../evaluate/decimal.ts";
import { sql } from "../sql/fragment.ts";
import { typeName } from "../types/type-name.ts";
import type { Operator } from "./operator.ts";
import { total } from "./sum.ts";

export const avg: Operator = {
  name: "avg",
  text: "AVG",
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
      const values = items.filter((item) => item !== null);
      return divide(total(values), new Exact(values.length));
    },
    lower({ value, type }, { values, inner, outer }) {
      if (value === null) return ["null"];
      return sql`(select ${outer.helper("_div")}(sum(v), count(v)::numeric) ${values(inner.as(value, type))})`;
    },
    fold({ value, type }, { filter, inner, outer }) {
      if (value === null) return ["null"];
      const one = inner.as(value, type);
      return sql`${outer.helper("_div")}(sum(${one})${filter}, (count(${one})${filter})::numeric)`;
    },
  },
  doc: {
    en: "The mean of the values that are not null; null for none.",
    zh: "非空值的平均数；没有时为空。",
    example: "AVG(lines.price)",
  },
};
