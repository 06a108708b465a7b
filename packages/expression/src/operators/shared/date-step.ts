import type { Evaluation } from "../../evaluate/evaluation.ts";
import {
  addMonths,
  civilFromDays,
  dayLength,
  daysFromCivil,
  parseDay,
  parseInstant,
} from "../../time/calendar.ts";
import { dayText, instantText } from "./local.ts";
import { type CalendarUnit, type ClockUnit, calendarUnits, clockUnits, isClockUnit } from "./unit.ts";

/** Days moved by n calendar units; NaN where the number leaves what dates can hold. */
function moveDays(days: number, count: number, unit: CalendarUnit): number {
  const [size, kind] = calendarUnits[unit];
  const steps = count * size;
  if (Math.abs(steps) > 10_000_000) return Number.NaN;
  return kind === "day" ? days + steps : daysFromCivil(addMonths(civilFromDays(days), steps));
}

/** `DATEADD` of a date. @throws out_of_range */
export function addToDate(date: string, count: number, unit: CalendarUnit): string {
  return dayText(moveDays(parseDay(date), count, unit));
}

/** `DATEADD` of a datetime: days and longer are steps on the calendar of the zone. @throws out_of_range */
export function addToInstant(
  datetime: string,
  count: number,
  unit: ClockUnit | CalendarUnit,
  run: Evaluation,
): string {
  const instant = parseInstant(datetime);
  if (isClockUnit(unit)) return instantText(instant + count * clockUnits[unit]);
  const local = run.zone().toLocal(instant);
  const day = Math.floor(local / dayLength);
  const moved = parseDay(dayText(moveDays(day, count, unit)));
  return instantText(run.zone().toInstant(moved * dayLength + (local - day * dayLength)));
}
