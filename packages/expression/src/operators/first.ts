import type { Operator } from "./operator.ts";
import { edge } from "./shared/edge.ts";

export const first: Operator = {
  name: "first",
  text: "FIRST",
  form: "function",
  arity: [1, 3],
  aggregate: edge("first"),
  doc: {
    en: "The value of the first row, null as it stands; null where there is none.",
    zh: "第一行的值，可能为空；没有行时为空。",
    example: "FIRST(lines, price, qty > 0)",
  },
};
