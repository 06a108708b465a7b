import type { Operator } from "./operator.ts";
import { arithmetic } from "./shared/arithmetic.ts";

export const multiply: Operator = {
  name: "*",
  text: "*",
  form: "infix",
  arity: [2, Number.POSITIVE_INFINITY],
  scalar: arithmetic("*", (left, right) => left.times(right), false),
  doc: { en: "Multiplies numbers, exactly.", zh: "数字相乘，结果精确。", example: "qty * price" },
};
