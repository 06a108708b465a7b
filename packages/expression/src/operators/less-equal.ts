import type { Operator } from "./operator.ts";
import { ordering } from "./shared/comparison.ts";

export const lessEqual: Operator = {
  name: "<=",
  text: "<=",
  form: "infix",
  arity: [2, 2],
  scalar: ordering("<=", (order) => order <= 0),
  doc: { en: "At most; false with null.", zh: "小于等于；有空值时为假。", example: "paid <= total" },
};
