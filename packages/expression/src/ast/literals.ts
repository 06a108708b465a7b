import { dayLength, daysFromCivil, daysInMonth, firstDay, formatInstant, lastDay } from "../time/calendar.ts";

/** Digits that a decimal literal may have: as many as the widest field. */
const literalDigits = 50;

/** `012.50` → `12.50`, `-0` → `0`; null when it is not a plain decimal number. */
export function readDecimal(text: string): string | null {
  const match = /^([+-]?)0*(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return null;
  const [, sign, whole = "", fraction] = match;
  if (whole.length + (fraction?.length ?? 0) > literalDigits) return null;
  const plain = fraction === undefined ? whole : `${whole}.${fraction}`;
  return sign === "-" && /[1-9]/.test(plain) ? `-${plain}` : plain;
}

/** A JSON number with a fraction in plain form: `1e-7` → `0.0000001`. */
export function decimalFromNumber(value: number): string | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (match === null) return null;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point >= digits.length || point < -literalDigits) return null;
  const plain =
    point <= 0 ? `0.${"0".repeat(-point)}${digits}` : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return readDecimal(sign + plain);
}

/** A date in contract form, or null. */
export function readDate(text: string): string | null {
  return dayOf(text) === null ? null : text;
}

function dayOf(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return daysFromCivil({ year, month, day });
}

/** `09:30` → `09:30:00`, or null. */
export function readTime(text: string): string | null {
  const match = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.0{1,9})?)?$/.exec(text);
  return match === null ? null : `${match[1]}:${match[2]}:${match[3] ?? "00"}`;
}

/** RFC 3339 with any offset → UTC with ms, or null. Digits beyond ms are cut. */
export function readDatetime(text: string): string | null {
  const pattern =
    /^(\d{4}-\d{2}-\d{2})[Tt ](?:([01]\d|2[0-3]):([0-5]\d):([0-5]\d))(?:\.(\d{1,9}))?(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))$/;
  const match = pattern.exec(text);
  if (match === null) return null;
  const day = dayOf(match[1] ?? "");
  if (day === null) return null;
  const clock = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4]);
  const ms = Number((match[5] ?? "").padEnd(3, "0").slice(0, 3));
  const shift =
    match[6] === undefined ? 0 : (match[6] === "-" ? -1 : 1) * (Number(match[7]) * 60 + Number(match[8]));
  const instant = day * dayLength + (clock - shift * 60) * 1000 + ms;
  return instant < firstDay * dayLength || instant >= (lastDay + 1) * dayLength
    ? null
    : formatInstant(instant);
}

/** Typed literals by their JSON name: `{"date":"2026-01-31"}` ⇄ `DATE("2026-01-31")`. */
export const literalReaders = {
  decimal: readDecimal,
  date: readDate,
  time: readTime,
  datetime: readDatetime,
} as const satisfies Readonly<Record<string, (text: string) => string | null>>;

export type LiteralKind = keyof typeof literalReaders;

export function isLiteralKind(name: string): name is LiteralKind {
  return Object.hasOwn(literalReaders, name);
}
