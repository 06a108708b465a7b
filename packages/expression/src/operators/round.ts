import { Decimal } from "decimal.js";
import type { Operator } from "./operator.ts";
import { rounding } from "./shared/rounding.ts";

export const round: Operator = {
  name: "round",
  text: "ROUND",
  form: "function",
  arity: [1, 2],
  scalar: rounding(Decimal.ROUND_HALF_UP, "round", null, (digits) =>
    digits === null ? null : Math.min(Math.max(digits, 0), 1000),
  ),
  doc: {
    en: "Rounds half away from zero to n decimals; without n to an integer.",
    zh: "四舍五入到 n 位小数；不写 n 则为整数。",
    example: "ROUND(price * qty, 2)",
  },
};
