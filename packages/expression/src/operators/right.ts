import { sql } from "../sql/fragment.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { signature } from "./shared/signature.ts";
import { emptyToNull, sqlCount, sqlText, textOrEmpty } from "./shared/text.ts";

export const right: Operator = {
  name: "right",
  text: "RIGHT",
  form: "function",
  arity: [2, 2],
  scalar: {
    check: signature(["text", "integer"], { kind: "text" }),
    evaluate(call, run) {
      const wanted = run.integer(argument(call, 1));
      if (wanted === null) return null;
      const count = Math.max(wanted, 0);
      const characters = Array.from(textOrEmpty(argument(call, 0), run));
      return emptyToNull((count === 0 ? [] : characters.slice(-count)).join(""));
    },
    lower(call, to) {
      return sql`nullif(right(${sqlText(argument(call, 0), to)}, ${sqlCount(argument(call, 1), to)}), '')`;
    },
  },
  doc: { en: "The last n characters.", zh: "后 n 个字符。", example: "RIGHT(phone, 4)" },
};
