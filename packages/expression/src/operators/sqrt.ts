import { squareRoot } from "../evaluate/transcendental.ts";
import type { Operator } from "./operator.ts";
import { power } from "./shared/power.ts";

export const sqrt: Operator = {
  name: "sqrt",
  text: "SQRT",
  form: "function",
  arity: [1, 1],
  scalar: power("_sqrt", (x) => (x === undefined ? null : squareRoot(x))),
  doc: {
    en: "The square root to 34 digits; null below 0.",
    zh: "平方根，保留 34 位有效数字；负数为空。",
    example: "SQRT(2 * demand * cost / holding)",
  },
};
