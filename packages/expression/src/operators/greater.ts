import type { Operator } from "./operator.ts";
import { ordering } from "./shared/comparison.ts";

export const greater: Operator = {
  name: ">",
  text: ">",
  form: "infix",
  arity: [2, 2],
  scalar: ordering(">", (order) => order > 0),
  doc: { en: "Greater than; false with null.", zh: "大于；有空值时为假。", example: "total > 1000" },
};
