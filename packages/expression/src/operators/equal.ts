import type { Operator } from "./operator.ts";
import { checkEquality } from "./shared/comparison.ts";
import { equalValues, lowerEqual, lowerEqualCondition } from "./shared/equality.ts";

export const equal: Operator = {
  name: "==",
  text: "=",
  form: "infix",
  arity: [2, 2],
  scalar: {
    total: true,
    check: checkEquality,
    evaluate: equalValues,
    lower: (call, to) => lowerEqual(call, to, true),
    lowerCondition: lowerEqualCondition,
  },
  doc: {
    en: "True when both are equal; null equals null.",
    zh: "两者相等时为真；空等于空。",
    example: 'status = "draft"',
  },
};
