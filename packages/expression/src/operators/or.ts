import type { Operator } from "./operator.ts";
import { logic } from "./shared/logic.ts";

export const or: Operator = {
  name: "or",
  text: "OR",
  form: "infix",
  arity: [2, Number.POSITIVE_INFINITY],
  scalar: logic("or"),
  doc: {
    en: "True when one is true; null counts as false.",
    zh: "有一个为真时为真；空按假算。",
    example: "vip OR total > 500",
  },
};
