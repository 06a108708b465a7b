import type { Operator } from "./operator.ts";
import { edge } from "./shared/edge.ts";

export const last: Operator = {
  name: "last",
  text: "LAST",
  form: "function",
  arity: [1, 3],
  aggregate: edge("last"),
  doc: {
    en: "The value of the last row, null as it stands; null where there is none.",
    zh: "最后一行的值，可能为空；没有行时为空。",
    example: "LAST(lines, price, qty > 0)",
  },
};
