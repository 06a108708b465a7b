import { sql } from "../sql/fragment.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { signature } from "./shared/signature.ts";
import { emptyToNull, sqlText, textOrEmpty } from "./shared/text.ts";

export const replace: Operator = {
  name: "replace",
  text: "REPLACE",
  form: "function",
  arity: [3, 3],
  scalar: {
    check: signature(["text"], { kind: "text" }),
    evaluate(call, run) {
      const [text = "", from = "", to = ""] = call.args.map((arg) => textOrEmpty(arg, run));
      return emptyToNull(from === "" ? text : text.split(from).join(to));
    },
    lower(call, to) {
      const [text, from, by] = [0, 1, 2].map((index) => sqlText(argument(call, index), to));
      return sql`nullif(replace(${text ?? []}, coalesce(${from ?? []}, ''), coalesce(${by ?? []}, '')), '')`;
    },
  },
  doc: {
    en: "Replaces every occurrence of a text by another.",
    zh: "把文本中的某段全部替换成另一段。",
    example: 'REPLACE(phone, "-", "")',
  },
};
