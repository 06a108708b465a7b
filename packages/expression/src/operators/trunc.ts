import { Decimal } from "decimal.js";
import type { Operator } from "./operator.ts";
import { rounding } from "./shared/rounding.ts";

export const trunc: Operator = {
  name: "trunc",
  text: "TRUNC",
  form: "function",
  arity: [1, 2],
  scalar: rounding(Decimal.ROUND_DOWN, "trunc", null, () => null),
  doc: {
    en: "Cuts after n decimals; without n an integer.",
    zh: "截断到 n 位小数；不写 n 则为整数。",
    example: "TRUNC(rate, 2)",
  },
};
