import { parameter, sql } from "../sql/fragment.ts";
import { civilFromDays, dayLength, daysFromCivil, parseDay, parseInstant } from "../time/calendar.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { callSql } from "./shared/arithmetic.ts";
import { dayText, instantText, localDate, sqlLocalDate } from "./shared/local.ts";
import { fitSlots } from "./shared/signature.ts";
import {
  type CalendarUnit,
  type ClockUnit,
  checkUnit,
  clockUnits,
  isClockUnit,
  unitOf,
} from "./shared/unit.ts";

function bucketDay(date: string, unit: CalendarUnit): string {
  const days = parseDay(date);
  if (unit === "day") return date;
  if (unit === "week") return dayText(days - ((((days + 3) % 7) + 7) % 7));
  const { year, month } = civilFromDays(days);
  const first = unit === "year" ? 1 : unit === "quarter" ? month - ((month - 1) % 3) : month;
  return dayText(daysFromCivil({ year, month: first, day: 1 }));
}

/** The instant less what the clock on the wall has gone on since the unit began: never ambiguous. */
function bucketInstant(datetime: string, unit: ClockUnit, local: number): string {
  const size = clockUnits[unit];
  const clock = local - Math.floor(local / dayLength) * dayLength;
  return instantText(parseInstant(datetime) - (clock % size));
}

export const startOf: Operator = {
  name: "startof",
  text: "STARTOF",
  form: "function",
  arity: [2, 2],
  scalar: {
    check(args, report) {
      const fits = fitSlots(args, ["calendar", "text"], report);
      if (!checkUnit(args[1], 1, args[0], report) || !fits) return null;
      return { type: { kind: isClockUnit(unitOf(args[1])) ? "datetime" : "date" }, args };
    },
    evaluate(call, run) {
      const node = argument(call, 0);
      const unit = unitOf(call.args[1]);
      const text = run.text(node);
      if (text === null) return null;
      if (isClockUnit(unit)) return bucketInstant(text, unit, run.zone().toLocal(parseInstant(text)));
      return bucketDay(localDate(node, run) ?? "", unit);
    },
    lower(call, to) {
      const node = argument(call, 0);
      const unit = unitOf(call.args[1]);
      if (isClockUnit(unit)) {
        return callSql(to.helper("_start_of"), to.as(node, call.type), [parameter(unit, "text")], to.zone);
      }
      return sql`date_trunc(${parameter(unit, "text")}, ${sqlLocalDate(node, to)}::timestamp)::date`;
    },
  },
  doc: {
    en: "The date on which the week, month, quarter or year begins; for hours a datetime.",
    zh: "所在周、月、季、年的第一天；小时及更短单位为日期时间。",
    example: 'STARTOF(ordered_on, "month")',
  },
};
