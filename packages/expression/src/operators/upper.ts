import { toUpper } from "../text/case-mapping.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { callSql } from "./shared/arithmetic.ts";
import { signature } from "./shared/signature.ts";
import { emptyToNull, sqlText, textOrEmpty } from "./shared/text.ts";

export const upper: Operator = {
  name: "upper",
  text: "UPPER",
  form: "function",
  arity: [1, 1],
  scalar: {
    check: signature(["text"], { kind: "text" }),
    evaluate: (call, run) => emptyToNull(toUpper(textOrEmpty(argument(call, 0), run))),
    lower: (call, to) => callSql(to.helper("_upper"), sqlText(argument(call, 0), to)),
  },
  doc: { en: "Upper case.", zh: "转为大写。", example: "UPPER(code)" },
};
