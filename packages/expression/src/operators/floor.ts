import { Decimal } from "decimal.js";
import type { Operator } from "./operator.ts";
import { rounding } from "./shared/rounding.ts";

export const floor: Operator = {
  name: "floor",
  text: "FLOOR",
  form: "function",
  arity: [1, 2],
  scalar: rounding(Decimal.ROUND_FLOOR, "floor", "_floor", () => null),
  doc: {
    en: "The greatest number with n decimals that is not above x; without n an integer.",
    zh: "向下取整到 n 位小数；不写 n 则为整数。",
    example: "FLOOR(hours)",
  },
};
