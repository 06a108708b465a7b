import { sql } from "../sql/fragment.ts";
import { widestNumber } from "../types/unify.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { numberOf } from "./shared/arithmetic.ts";
import { fitSlots } from "./shared/signature.ts";

export const abs: Operator = {
  name: "abs",
  text: "ABS",
  form: "function",
  arity: [1, 1],
  scalar: {
    check(args, report) {
      if (!fitSlots(args, ["number"], report)) return null;
      return { type: widestNumber(args.map((arg) => arg.type)), args };
    },
    evaluate: (call, run) => numberOf(run.number(argument(call, 0))?.abs() ?? null, call.type),
    lower: (call, to) => sql`abs(${to.as(argument(call, 0), call.type)})`,
  },
  doc: { en: "The number without its sign.", zh: "绝对值。", example: "ABS(difference)" },
};
