/** Parts of a civil date and time; month and day from 1. */
export interface CivilTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/** `YYYY-MM-DD` where the day exists in the (proleptic Gregorian) calendar and the year is 1..9999. */
export function civilDate(year: number, month: number, day: number): string | undefined {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    return undefined;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}

/** Milliseconds since 1970 of a civil time at an offset of minutes east of UTC. */
export function instantOf(civil: CivilTime, offsetMinutes: number): number {
  const date = new Date(0);
  // setUTCFullYear, unlike Date.UTC, takes the years 1 to 99 as they are
  date.setUTCFullYear(civil.year, civil.month - 1, civil.day);
  date.setUTCHours(civil.hour, civil.minute, civil.second, civil.millisecond);
  return date.getTime() - offsetMinutes * 60_000;
}

/** `2026-01-31T09:30:00.000Z`, or undefined outside the years 1..9999. */
export function printInstant(milliseconds: number): string | undefined {
  const date = new Date(milliseconds);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date.toISOString() : undefined;
}

/**
 * The instant of a civil time in an IANA zone. Where clocks go back the earlier instant is meant, where they go
 * forward the time is taken by the offset before (as ECMAScript Temporal's `compatible` does).
 */
export function instantInZone(civil: CivilTime, timeZone: string): number {
  const asUtc = instantOf(civil, 0);
  const day = 86_400_000;
  const offsets = [offsetAt(asUtc - day, timeZone), offsetAt(asUtc + day, timeZone)];
  const candidates = offsets
    .map((offset) => asUtc - offset)
    .filter((instant) => instant + offsetAt(instant, timeZone) === asUtc);
  return candidates.length > 0 ? Math.min(...candidates) : asUtc - (offsets[0] ?? 0);
}

/** Milliseconds that the zone is ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "iso8601",
    era: "short",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((entry) => entry.type === type)?.value ?? 0);
  const beforeChrist = parts.some((entry) => entry.type === "era" && entry.value.startsWith("B"));
  const civil = {
    year: beforeChrist ? 1 - part("year") : part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
    second: part("second"),
    millisecond: 0,
  };
  return instantOf(civil, 0) - Math.floor(instant / 1000) * 1000;
}
