import { readDatetime } from "../ast/literals.ts";
import { readConstant } from "../check/constants.ts";
import type { Report } from "../check/report.ts";
import { sql } from "../sql/fragment.ts";
import { trimWhiteSpace } from "../text/code-points.ts";
import { dayLength, parseDay, parseInstant } from "../time/calendar.ts";
import type { Checked } from "../types/checked.ts";
import type { Operator, Typed } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { callSql } from "./shared/arithmetic.ts";
import { instantText } from "./shared/local.ts";
import { fitSlots } from "./shared/signature.ts";
import { sqlTrimmed, textOrEmpty } from "./shared/text.ts";

/** `DATETIME(text)`, or `DATETIME(date, time)`, in which constant strings are read as such. */
function check(args: readonly Checked[], report: Report): Typed | null {
  const [day, clock] = args;
  if (day === undefined || clock === undefined)
    return fitSlots(args, ["text"], report) ? { type: { kind: "datetime" }, args } : null;
  const read = [
    readConstant(day, { kind: "date" }, 0, report),
    readConstant(clock, { kind: "time" }, 1, report),
  ].filter((node) => node !== null);
  if (read.length < 2 || !fitSlots(read, ["date", "time"], report)) return null;
  return { type: { kind: "datetime" }, args: read };
}

export const datetime: Operator = {
  name: "datetime",
  text: "DATETIME",
  form: "function",
  arity: [1, 2],
  scalar: {
    check,
    evaluate(call, run) {
      const from = argument(call, 0);
      const clock = call.args[1];
      if (clock === undefined) return readDatetime(trimWhiteSpace(textOrEmpty(from, run)));
      const [day, time] = [run.text(from), run.text(clock)];
      if (day === null || time === null) return null;
      const local = parseDay(day) * dayLength + parseInstant(`1970-01-01T${time}.000Z`);
      return instantText(run.zone().toInstant(local));
    },
    lower(call, to) {
      const from = argument(call, 0);
      const clock = call.args[1];
      if (clock === undefined) return callSql(to.helper("_to_instant"), sqlTrimmed(from, to));
      const local = sql`(${to.as(from, { kind: "date" })} + ${to.as(clock, { kind: "time" })})`;
      return sql`${to.helper("_in_years")}(${local} at time zone ${to.zone})`;
    },
  },
  doc: {
    en: "The instant that a text holds (RFC 3339), null where it holds none; or a date and a time in the workspace's zone. With a string, a constant.",
    zh: "文本所写的时刻（RFC 3339，不是则为空），或工作区时区的日期加时间；参数为字符串时是常量。",
    example: "DATETIME(visit_on, visit_at)",
  },
};
