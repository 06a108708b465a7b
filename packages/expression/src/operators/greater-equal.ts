import type { Operator } from "./operator.ts";
import { ordering } from "./shared/comparison.ts";

export const greaterEqual: Operator = {
  name: ">=",
  text: ">=",
  form: "infix",
  arity: [2, 2],
  scalar: ordering(">=", (order) => order >= 0),
  doc: { en: "At least; false with null.", zh: "大于等于；有空值时为假。", example: "score >= 60" },
};
