import type { Evaluation } from "../../evaluate/evaluation.ts";
import { outOfRange } from "../../evaluate/plain.ts";
import type { Lowering } from "../../lower/lowering.ts";
import { type Fragment, sql } from "../../sql/fragment.ts";
import {
  dayLength,
  firstDay,
  formatDay,
  formatInstant,
  lastDay,
  parseDay,
  parseInstant,
} from "../../time/calendar.ts";
import type { Checked } from "../../types/checked.ts";
import type { Scalar } from "../operator.ts";
import { argument } from "./argument.ts";
import { type Slot, signature } from "./signature.ts";

/** The day of a date, or of a datetime in the zone. */
export function localDate(node: Checked, run: Evaluation): string | null {
  const text = run.text(node);
  if (text === null || node.type.kind === "date") return text;
  return dayText(Math.floor(run.zone().toLocal(parseInstant(text)) / dayLength));
}

/** ms of the clock on the wall, as if it were UTC; a time counts from midnight. */
export function localClock(node: Checked, run: Evaluation): number | null {
  const text = run.text(node);
  if (text === null) return null;
  if (node.type.kind === "date") return parseDay(text) * dayLength;
  if (node.type.kind === "time") return parseInstant(`1970-01-01T${text}.000Z`);
  return run.zone().toLocal(parseInstant(text));
}

export function sqlLocalDate(node: Checked, to: Lowering): Fragment {
  return node.type.kind === "datetime"
    ? sql`(${to.value(node)} at time zone ${to.zone})::date`
    : to.as(node, { kind: "date" });
}

/** A timestamp on the wall for dates and datetimes, a time for times. */
export function sqlLocalClock(node: Checked, to: Lowering): Fragment {
  if (node.type.kind === "datetime") return sql`(${to.value(node)} at time zone ${to.zone})`;
  return to.as(node, node.type.kind === "time" ? node.type : { kind: "date" });
}

/** One part of a date or clock: `EXTRACT` in SQL, `read` from the local ms in JavaScript. */
export function part(slot: Slot, field: string, read: (local: number) => number): Scalar {
  return {
    check: signature([slot], { kind: "integer" }),
    evaluate(call, run) {
      const local = localClock(argument(call, 0), run);
      return local === null ? null : read(local);
    },
    lower: (call, to) => sql`extract(${[field]} from ${sqlLocalClock(argument(call, 0), to)})::bigint`,
  };
}

/** @throws out_of_range outside of the years 1 to 9999 */
export function dayText(days: number): string {
  if (!(days >= firstDay && days <= lastDay)) throw outOfRange("date", "0001-01-01", "9999-12-31");
  return formatDay(days);
}

/** @throws out_of_range outside of the years 1 to 9999 */
export function instantText(ms: number): string {
  if (!(ms >= firstDay * dayLength && ms < (lastDay + 1) * dayLength)) {
    throw outOfRange("datetime", "0001-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z");
  }
  return formatInstant(ms);
}
