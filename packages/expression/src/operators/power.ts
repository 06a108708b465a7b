import { raise } from "../evaluate/transcendental.ts";
import type { Operator } from "./operator.ts";
import { power } from "./shared/power.ts";

export const powerOperator: Operator = {
  name: "power",
  text: "POWER",
  form: "function",
  arity: [2, 2],
  scalar: power("_power", (x, y) => (x === undefined || y === undefined ? null : raise(x, y))),
  doc: {
    en: "x to the power of y, to 34 digits; null where there is none, as for 0 to a negative power.",
    zh: "x 的 y 次方，保留 34 位有效数字；无意义时为空，如 0 的负数次方。",
    example: "POWER(1 + rate, years)",
  },
};
