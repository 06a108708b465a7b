import type { Operator } from "./operator.ts";
import { checkEquality } from "./shared/comparison.ts";
import { equalValues, lowerEqual } from "./shared/equality.ts";

export const notEqual: Operator = {
  name: "!=",
  text: "!=",
  form: "infix",
  arity: [2, 2],
  scalar: {
    total: true,
    check: checkEquality,
    evaluate: (call, run) => !equalValues(call, run),
    lower: (call, to) => lowerEqual(call, to, false),
  },
  doc: {
    en: "True when both differ; null differs from every value.",
    zh: "两者不同时为真；空与任何值都不同。",
    example: 'status != "draft"',
  },
};
