import { alignArguments } from "../check/align.ts";
import type { Evaluation } from "../evaluate/evaluation.ts";
import { parameter } from "../sql/fragment.ts";
import { civilFromDays, parseDay, parseInstant } from "../time/calendar.ts";
import type { Checked } from "../types/checked.ts";
import { typeName } from "../types/type-name.ts";
import type { Operator } from "./operator.ts";
import { argument } from "./shared/argument.ts";
import { callSql } from "./shared/arithmetic.ts";
import { addToDate, addToInstant } from "./shared/date-step.ts";
import { localDate } from "./shared/local.ts";
import { fitSlots } from "./shared/signature.ts";
import {
  type CalendarUnit,
  type ClockUnit,
  calendarUnits,
  checkUnit,
  clockUnits,
  isClockUnit,
  unitOf,
} from "./shared/unit.ts";

/** A count that is right or one too many. */
function estimate(from: string, to: string, unit: CalendarUnit): number {
  const [size, kind] = calendarUnits[unit];
  const [first, last] = [parseDay(from), parseDay(to)];
  if (kind === "day") return Math.floor((last - first) / size);
  const [a, b] = [civilFromDays(first), civilFromDays(last)];
  return Math.floor(((b.year - a.year) * 12 + b.month - a.month) / size);
}

/** The greatest n ≥ 0 with DATEADD(from, n, unit) ≤ to, where from ≤ to. */
function countSteps(from: Checked, to: Checked, unit: ClockUnit | CalendarUnit, run: Evaluation): number {
  const [start, end] = [run.text(from) ?? "", run.text(to) ?? ""];
  if (isClockUnit(unit)) return Math.floor((parseInstant(end) - parseInstant(start)) / clockUnits[unit]);
  let count = estimate(localDate(from, run) ?? "", localDate(to, run) ?? "", unit);
  const isDate = from.type.kind === "date";
  while (count > 0 && (isDate ? addToDate(start, count, unit) : addToInstant(start, count, unit, run)) > end)
    count -= 1;
  return Math.max(count, 0);
}

export const dateDiff: Operator = {
  name: "datediff",
  text: "DATEDIFF",
  form: "function",
  arity: [3, 3],
  scalar: {
    check(args, report) {
      const ends = alignArguments(args.slice(0, 2), report);
      if (ends === null) return null;
      const dated = ends.type.kind === "date" || ends.type.kind === "datetime" ? ends.nodes : args;
      if (!fitSlots(dated.slice(0, 2), ["calendar"], report)) return null;
      const unit = args[2];
      const of = dated.find((node) => node.type.kind !== "null");
      if (unit === undefined || !checkUnit(unit, 2, of, report)) return null;
      if (unit.type.kind !== "text") return report.mismatch(2, "text", typeName(unit.type));
      return { type: { kind: "integer" }, args: [...ends.nodes, unit] };
    },
    evaluate(call, run) {
      const [from, to] = [argument(call, 0), argument(call, 1)];
      const [start, end] = [run.text(from), run.text(to)];
      const unit = unitOf(call.args[2]);
      if (start === null || end === null) return null;
      const count = start <= end ? countSteps(from, to, unit, run) : -countSteps(to, from, unit, run);
      return count === 0 ? 0 : count;
    },
    lower(call, to) {
      const [from, end] = [argument(call, 0), argument(call, 1)];
      const type = from.type.kind === "null" ? end.type : from.type;
      if (type.kind === "null") return to.as(from, call.type);
      const zone = type.kind === "datetime" ? [to.zone] : [];
      return callSql(
        to.helper("_date_diff"),
        to.as(from, type),
        to.as(end, type),
        [parameter(unitOf(call.args[2]), "text")],
        ...zone,
      );
    },
  },
  doc: {
    en: "Whole units from a to b; negative when b is earlier.",
    zh: "从 a 到 b 的整单位数；b 更早时为负。",
    example: 'DATEDIFF(ordered_on, TODAY(), "day")',
  },
};
