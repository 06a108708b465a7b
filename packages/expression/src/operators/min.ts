import type { Operator } from "./operator.ts";
import { extreme } from "./shared/extreme.ts";

export const min: Operator = {
  name: "min",
  text: "MIN",
  form: "function",
  arity: [1, Number.POSITIVE_INFINITY],
  ...extreme("min", (order) => order < 0),
  doc: {
    en: "The least of the values, or of a list; null is skipped.",
    zh: "多个值或一个列表中的最小值，跳过空值。",
    example: "MIN(lines, price)",
  },
};
