import type { Operator } from "./operator.ts";
import { ordering } from "./shared/comparison.ts";

export const less: Operator = {
  name: "<",
  text: "<",
  form: "infix",
  arity: [2, 2],
  scalar: ordering("<", (order) => order < 0),
  doc: { en: "Less than; false with null.", zh: "小于；有空值时为假。", example: "qty < 10" },
};
