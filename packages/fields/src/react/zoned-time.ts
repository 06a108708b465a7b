import { readDateText } from "./date-text.ts";

/** Instants as people read them: the wall clock of a zone. */

/** `zonedText("2026-11-24T05:40:00.000Z", "Asia/Shanghai")` is `"2026-11-24 13:40"`. */
export function zonedText(instant: string, timeZone: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  }).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")}`;
}

/** The date of an instant in a zone. */
export function zonedDate(instant: Date, timeZone: string): string {
  return zonedText(instant.toISOString(), timeZone).slice(0, 10);
}

/**
 * Reads `2026-11-24 13:40` (or a date alone: midnight) as the wall clock of a zone; null where it is neither.
 * A wall time that the zone skips goes to the instant after the gap.
 */
export function readZonedText(text: string, timeZone: string, today: string): string | null {
  const match = /^(.*?)(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/.exec(text.trim());
  const date = readDateText(match?.[1] ?? "", today);
  const [hour, minute, second] = [match?.[2], match?.[3], match?.[4]].map((part) => Number(part ?? "0"));
  if (date === null || hour === undefined || minute === undefined || second === undefined) return null;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const wall = Date.UTC(
    Number(date.slice(0, 4)),
    Number(date.slice(5, 7)) - 1,
    Number(date.slice(8)),
    hour,
    minute,
    second,
  );
  const guess = wall - offsetAt(wall, timeZone);
  return new Date(wall - offsetAt(guess, timeZone)).toISOString();
}

/** Milliseconds that the zone is ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const shown = zonedText(new Date(instant).toISOString(), timeZone);
  const wall = Date.parse(`${shown.replace(" ", "T")}:00.000Z`);
  return wall - Math.floor(instant / 60_000) * 60_000;
}
