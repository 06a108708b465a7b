import { toLower } from "../text/case-mapping.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { callSql } from "./shared/arithmetic.ts";
import { signature } from "./shared/signature.ts";
import { emptyToNull, sqlText, textOrEmpty } from "./shared/text.ts";

export const lower: Operator = {
  name: "lower",
  text: "LOWER",
  form: "function",
  arity: [1, 1],
  scalar: {
    check: signature(["text"], { kind: "text" }),
    evaluate: (call, run) => emptyToNull(toLower(textOrEmpty(argument(call, 0), run))),
    lower: (call, to) => callSql(to.helper("_lower"), sqlText(argument(call, 0), to)),
  },
  doc: { en: "Lower case.", zh: "转为小写。", example: "LOWER(email)" },
};
