import { sql } from "../sql/fragment.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { localDate, sqlLocalDate } from "./shared/local.ts";
import { signature } from "./shared/signature.ts";

export const date: Operator = {
  name: "date",
  text: "DATE",
  form: "function",
  arity: [1, 1],
  scalar: {
    check: signature(["calendar"], { kind: "date" }),
    evaluate: (call, run) => localDate(argument(call, 0), run),
    lower: (call, to) => sql`${sqlLocalDate(argument(call, 0), to)}`,
  },
  doc: {
    en: "The day of a datetime in the workspace's zone; with a string, a constant date.",
    zh: "日期时间在工作区时区的日期；参数为字符串时是日期常量。",
    example: "DATE(created_at)",
  },
};
