import type { Operator } from "./operator.ts";
import { arithmetic } from "./shared/arithmetic.ts";

export const remainder: Operator = {
  name: "%",
  text: "%",
  form: "infix",
  arity: [2, 2],
  scalar: arithmetic("%", (left, right) => (right.isZero() ? null : left.mod(right)), true),
  doc: {
    en: "The rest of a division, with the dividend's sign; null for x % 0.",
    zh: "取余，符号同被除数；除数为 0 时为空。",
    example: "qty % 12",
  },
};
