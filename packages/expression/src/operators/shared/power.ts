import type { Exact } from "../../evaluate/decimal.ts";
import { outOfRange } from "../../evaluate/plain.ts";
import { powerLimit } from "../../evaluate/transcendental.ts";
import type { Scalar } from "../operator.ts";
import { callSql } from "./arithmetic.ts";
import { signature } from "./signature.ts";

/** A function of numbers whose result has 34 digits; `helper` is its function in SQL. */
export function power(
  helper: string,
  value: (...numbers: readonly Exact[]) => Exact | null | "beyond",
): Scalar {
  return {
    check: signature(["number"], { kind: "decimal", scale: null }),
    evaluate(call, run) {
      const numbers: Exact[] = [];
      for (const arg of call.args) {
        const number = run.number(arg);
        if (number === null) return null;
        numbers.push(number);
      }
      const result = value(...numbers);
      if (result === "beyond") throw outOfRange("decimal", `-1e${powerLimit}`, `1e${powerLimit}`);
      return result;
    },
    lower: (call, to) => callSql(to.helper(helper), ...call.args.map((arg) => to.as(arg, call.type))),
  };
}
