import { readDate } from "../ast/literals.ts";
import { trimWhiteSpace } from "../text/code-points.ts";
import { isTextual } from "../types/type-name.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { callSql } from "./shared/arithmetic.ts";
import { localDate, sqlLocalDate } from "./shared/local.ts";
import { signature } from "./shared/signature.ts";
import { sqlTrimmed, textOrEmpty } from "./shared/text.ts";

export const date: Operator = {
  name: "date",
  text: "DATE",
  form: "function",
  arity: [1, 1],
  scalar: {
    check: signature(["moment"], { kind: "date" }),
    evaluate(call, run) {
      const from = argument(call, 0);
      return isTextual(from.type) ? readDate(trimWhiteSpace(textOrEmpty(from, run))) : localDate(from, run);
    },
    lower(call, to) {
      const from = argument(call, 0);
      return isTextual(from.type)
        ? callSql(to.helper("_to_date"), sqlTrimmed(from, to))
        : sqlLocalDate(from, to);
    },
  },
  doc: {
    en: "The day of a datetime in the workspace's zone, or the date that a text holds; null where it holds none. With a string, a constant.",
    zh: "日期时间在工作区时区的日期，或文本所写的日期（不是日期则为空）；参数为字符串时是日期常量。",
    example: "DATE(created_at)",
  },
};
