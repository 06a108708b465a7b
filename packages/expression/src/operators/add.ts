import type { Operator } from "./operator.ts";
import { arithmetic } from "./shared/arithmetic.ts";

export const add: Operator = {
  name: "+",
  text: "+",
  form: "infix",
  arity: [2, Number.POSITIVE_INFINITY],
  scalar: arithmetic("+", (left, right) => left.plus(right), true),
  doc: { en: "Adds numbers.", zh: "数字相加。", example: "price + freight" },
};
