import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { signature } from "./shared/signature.ts";
import { emptyToNull } from "./shared/text.ts";

export const text: Operator = {
  name: "text",
  text: "TEXT",
  form: "function",
  arity: [1, 1],
  scalar: {
    check: signature(["scalar"], { kind: "text" }),
    evaluate: (call, run) => emptyToNull(run.apiText(argument(call, 0))),
    lower: (call, to) => to.apiText(argument(call, 0)),
  },
  doc: {
    en: "The value as text, as the API writes it.",
    zh: "把值转为文本，形式与接口一致。",
    example: "TEXT(total)",
  },
};
