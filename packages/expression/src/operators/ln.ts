import { naturalLogarithm } from "../evaluate/transcendental.ts";
import type { Operator } from "./operator.ts";
import { power } from "./shared/power.ts";

export const ln: Operator = {
  name: "ln",
  text: "LN",
  form: "function",
  arity: [1, 1],
  scalar: power("_ln", (x) => (x === undefined ? null : naturalLogarithm(x))),
  doc: {
    en: "The natural logarithm to 34 digits; null up to 0.",
    zh: "自然对数，保留 34 位有效数字；不大于 0 时为空。",
    example: "LN(rate)",
  },
};
