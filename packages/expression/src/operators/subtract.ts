import { sql } from "../sql/fragment.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { arithmetic, numberOf } from "./shared/arithmetic.ts";

const binary = arithmetic("-", (left, right) => left.minus(right), true);

/** `a - b`, and with one argument the opposite number. */
export const subtract: Operator = {
  name: "-",
  text: "-",
  form: "infix",
  arity: [1, 2],
  scalar: {
    check: binary.check,
    evaluate(call, run) {
      if (call.args.length > 1) return binary.evaluate(call, run);
      return numberOf(run.number(argument(call, 0))?.negated() ?? null, call.type);
    },
    lower(call, to) {
      return call.args.length > 1 ? binary.lower(call, to) : sql`(- ${to.as(argument(call, 0), call.type)})`;
    },
  },
  doc: { en: "Subtracts, or turns the sign.", zh: "相减，或取相反数。", example: "total - paid" },
};
