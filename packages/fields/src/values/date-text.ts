import type { TextConventions } from "../facets/model.ts";
import { type CivilTime, civilDate, instantInZone, instantOf, printInstant } from "./calendar.ts";

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;
const rfc3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})$/i;

/** `2026-01-31` as it is when the day exists, else undefined. */
export function readIsoDate(text: string): string | undefined {
  const match = isoDate.exec(text);
  return match === null ? undefined : civilDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** An RFC 3339 instant with any offset as UTC with milliseconds; `"range"` outside the years 1..9999. */
export function readInstant(text: string): string | "range" | undefined {
  const match = rfc3339.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = "", zone = "Z"] = match;
  if (civilDate(Number(year), Number(month), Number(day)) === undefined) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = offsetMinutes(zone);
  if (offset === undefined) return undefined;
  const civil = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    millisecond: Number(fraction.slice(0, 3).padEnd(3, "0")),
  };
  return printInstant(instantOf(civil, offset)) ?? "range";
}

function offsetMinutes(zone: string): number | undefined {
  if (zone.toUpperCase() === "Z") return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return undefined;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

/** A date as people write it: `2026/1/5`, `2026.01.05`, `2026年1月5日`, `20260105`; `5/1/2026` by the conventions. */
export function readDateText(text: string, conventions: TextConventions): string | undefined {
  const given = text.normalize("NFKC").trim();
  const yearFirst =
    /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?$/.exec(given) ??
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(given);
  if (yearFirst !== null) {
    const [year, month, day] = yearFirst
      .slice(1)
      .filter((part) => /\d/.test(part))
      .map(Number);
    return civilDate(year ?? 0, month ?? 0, day ?? 0);
  }
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(given);
  if (compact !== null) return civilDate(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(given);
  if (yearLast === null || conventions.dateFormat === "ymd") return undefined;
  const [first, second] = [Number(yearLast[1]), Number(yearLast[3])];
  return conventions.dateFormat === "dmy"
    ? civilDate(Number(yearLast[4]), second, first)
    : civilDate(Number(yearLast[4]), first, second);
}

const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/;

/** A date with an optional clock time in the conventions' zone: `2026/1/5 9:30` → UTC with milliseconds. */
export function readDateTimeText(text: string, conventions: TextConventions): string | "range" | undefined {
  const given = text.normalize("NFKC").trim();
  const instant = readInstant(given);
  if (instant !== undefined) return instant;
  const parts = /^(.*?)(?:(?:\s+|T)(\d{1,2}:.+))?$/.exec(given);
  const date = readDateText(parts?.[1] ?? "", conventions);
  const time = readClock(parts?.[2] ?? "0:00");
  if (date === undefined || time === undefined) return undefined;
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return printInstant(instantInZone({ year, month, day, ...time }, conventions.timeZone)) ?? "range";
}

function readClock(text: string): Pick<CivilTime, "hour" | "minute" | "second" | "millisecond"> | undefined {
  const match = clock.exec(text);
  if (match === null) return undefined;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return { hour, minute, second, millisecond: Number((match[4] ?? "0").padEnd(3, "0")) };
}
