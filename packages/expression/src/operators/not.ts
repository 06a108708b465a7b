import { sql } from "../sql/fragment.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { signature } from "./shared/signature.ts";

export const not: Operator = {
  name: "!",
  text: "NOT",
  form: "prefix",
  arity: [1, 1],
  scalar: {
    total: true,
    check: signature(["boolean"], { kind: "boolean" }),
    evaluate: (call, run) => !run.truth(argument(call, 0)),
    lower: (call, to) => sql`(not ${to.truth(argument(call, 0))})`,
  },
  doc: {
    en: "True when the condition is not; null counts as false.",
    zh: "条件不成立时为真；空按假算。",
    example: "NOT active",
  },
};
