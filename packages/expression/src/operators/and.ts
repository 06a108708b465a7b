import type { Operator } from "./operator.ts";
import { logic } from "./shared/logic.ts";

export const and: Operator = {
  name: "and",
  text: "AND",
  form: "infix",
  arity: [2, Number.POSITIVE_INFINITY],
  scalar: logic("and"),
  doc: {
    en: "True when all are true; null counts as false.",
    zh: "全部为真时为真；空按假算。",
    example: "total > 500 AND ISNULL(reason)",
  },
};
