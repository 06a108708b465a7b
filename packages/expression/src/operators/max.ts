import type { Operator } from "./operator.ts";
import { extreme } from "./shared/extreme.ts";

export const max: Operator = {
  name: "max",
  text: "MAX",
  form: "function",
  arity: [1, Number.POSITIVE_INFINITY],
  ...extreme("max", (order) => order > 0),
  doc: {
    en: "The greatest of the values, or of a list; null is skipped.",
    zh: "多个值或一个列表中的最大值，跳过空值。",
    example: "MAX(price, cost)",
  },
};
