import { divide as quotient } from "../evaluate/decimal.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { callSql } from "./shared/arithmetic.ts";
import { signature } from "./shared/signature.ts";

export const divide: Operator = {
  name: "/",
  text: "/",
  form: "infix",
  arity: [2, 2],
  scalar: {
    check: signature(["number"], { kind: "decimal", scale: null }),
    evaluate(call, run) {
      const dividend = run.number(argument(call, 0));
      const divisor = run.number(argument(call, 1));
      return dividend === null || divisor === null ? null : quotient(dividend, divisor);
    },
    lower(call, to) {
      return callSql(
        to.helper("_div"),
        to.as(argument(call, 0), call.type),
        to.as(argument(call, 1), call.type),
      );
    },
  },
  doc: {
    en: "Divides to 34 digits; always a decimal, null for x / 0.",
    zh: "相除，保留 34 位有效数字；结果总是小数，除数为 0 时为空。",
    example: "profit / revenue",
  },
};
