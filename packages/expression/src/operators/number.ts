import { readDecimal } from "../ast/literals.ts";
import { Exact } from "../evaluate/decimal.ts";
import { trimWhiteSpace } from "../text/code-points.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { callSql } from "./shared/arithmetic.ts";
import { signature } from "./shared/signature.ts";
import { sqlTrimmed, textOrEmpty } from "./shared/text.ts";

export const number: Operator = {
  name: "number",
  text: "NUMBER",
  form: "function",
  arity: [1, 1],
  scalar: {
    check: signature(["text"], { kind: "decimal", scale: null }),
    evaluate(call, run) {
      const read = readDecimal(trimWhiteSpace(textOrEmpty(argument(call, 0), run)));
      return read === null ? null : new Exact(read);
    },
    lower: (call, to) => callSql(to.helper("_to_number"), sqlTrimmed(argument(call, 0), to)),
  },
  doc: {
    en: "The number that a text holds, written as -12.5; null where it holds none.",
    zh: "把文本读作数字，写法如 -12.5；不是数字则为空。",
    example: "NUMBER(code)",
  },
};
