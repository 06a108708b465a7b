import { sql } from "../sql/fragment.ts";
import { countCodePoints } from "../text/code-points.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { signature } from "./shared/signature.ts";
import { sqlText, textOrEmpty } from "./shared/text.ts";

export const len: Operator = {
  name: "len",
  text: "LEN",
  form: "function",
  arity: [1, 1],
  scalar: {
    check: signature(["text"], { kind: "integer" }),
    evaluate: (call, run) => countCodePoints(textOrEmpty(argument(call, 0), run)),
    lower: (call, to) => sql`coalesce(length(${sqlText(argument(call, 0), to)}), 0)::bigint`,
  },
  doc: { en: "Number of characters; 0 for null.", zh: "字符数；空为 0。", example: "LEN(code)" },
};
