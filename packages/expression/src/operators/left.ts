import { sql } from "../sql/fragment.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { signature } from "./shared/signature.ts";
import { emptyToNull, sqlCount, sqlText, textOrEmpty } from "./shared/text.ts";

export const left: Operator = {
  name: "left",
  text: "LEFT",
  form: "function",
  arity: [2, 2],
  scalar: {
    check: signature(["text", "integer"], { kind: "text" }),
    evaluate(call, run) {
      const wanted = run.integer(argument(call, 1));
      if (wanted === null) return null;
      const count = Math.max(wanted, 0);
      const characters = Array.from(textOrEmpty(argument(call, 0), run));
      return emptyToNull(characters.slice(0, count).join(""));
    },
    lower(call, to) {
      return sql`nullif(left(${sqlText(argument(call, 0), to)}, ${sqlCount(argument(call, 1), to)}), '')`;
    },
  },
  doc: { en: "The first n characters.", zh: "前 n 个字符。", example: "LEFT(code, 3)" },
};
