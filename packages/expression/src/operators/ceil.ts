import { Decimal } from "decimal.js";
import type { Operator } from "./operator.ts";
import { rounding } from "./shared/rounding.ts";

export const ceil: Operator = {
  name: "ceil",
  text: "CEIL",
  form: "function",
  arity: [1, 2],
  scalar: rounding(Decimal.ROUND_CEIL, "ceil", "_ceil", () => null),
  doc: {
    en: "The least number with n decimals that is not below x; without n an integer.",
    zh: "向上取整到 n 位小数；不写 n 则为整数。",
    example: "CEIL(qty / 12)",
  },
};
