import { sql } from "../sql/fragment.ts";
import { trimWhiteSpace } from "../text/code-points.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { signature } from "./shared/signature.ts";
import { emptyToNull, sqlTrimmed, textOrEmpty } from "./shared/text.ts";

export const trim: Operator = {
  name: "trim",
  text: "TRIM",
  form: "function",
  arity: [1, 1],
  scalar: {
    check: signature(["text"], { kind: "text" }),
    evaluate: (call, run) => emptyToNull(trimWhiteSpace(textOrEmpty(argument(call, 0), run))),
    lower: (call, to) => sql`nullif(${sqlTrimmed(argument(call, 0), to)}, '')`,
  },
  doc: { en: "Text without white space at both ends.", zh: "去掉首尾空白。", example: "TRIM(name)" },
};
