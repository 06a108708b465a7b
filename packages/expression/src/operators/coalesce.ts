import { alignArguments } from "../check/align.ts";
import { join, sql } from "../sql/fragment.ts";
import type { Operator } from "./operator.ts";

export const coalesce: Operator = {
  name: "coalesce",
  text: "COALESCE",
  form: "function",
  arity: [1, Number.POSITIVE_INFINITY],
  scalar: {
    check(args, report) {
      const aligned = alignArguments(args, report);
      return aligned === null ? null : { type: aligned.type, args: aligned.nodes };
    },
    evaluate({ args }, run) {
      for (const arg of args) {
        const value = run.value(arg);
        if (value !== null) return value;
      }
      return null;
    },
    lower: ({ args, type }, to) => sql`coalesce(${join(args.map((arg) => to.as(arg, type)))})`,
  },
  doc: {
    en: "The first value that is not null.",
    zh: "第一个不为空的值。",
    example: "COALESCE(nickname, name)",
  },
};
