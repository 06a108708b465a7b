/** A day of the proleptic Gregorian calendar; month 1..12. */
export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * Days since 1970-01-01. `Date.UTC` is not used because it moves the years 0..99 to 1900.
 * Source: Howard Hinnant, chrono-compatible low-level date algorithms.
 */
export function daysFromCivil({ year, month, day }: Civil): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export function civilFromDays(days: number): Civil {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

export function daysInMonth(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Adds months; a day that the month has not becomes its last: 31 Jan + 1 is 28 or 29 Feb. */
export function addMonths(civil: Civil, months: number): Civil {
  const total = civil.year * 12 + civil.month - 1 + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  return { year, month, day: Math.min(civil.day, daysInMonth(year, month)) };
}

/** First and last day that values may have, as days since 1970-01-01. */
export const firstDay = daysFromCivil({ year: 1, month: 1, day: 1 });
export const lastDay = daysFromCivil({ year: 9999, month: 12, day: 31 });

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, "0");
}

/** `2026-01-31` */
export function formatDay(days: number): string {
  const { year, month, day } = civilFromDays(days);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Days since 1970-01-01 of a date in contract form. */
export function parseDay(text: string): number {
  return daysFromCivil({
    year: Number(text.slice(0, 4)),
    month: Number(text.slice(5, 7)),
    day: Number(text.slice(8, 10)),
  });
}

export const dayLength = 86_400_000;

/** `2026-01-31T09:30:00.000Z` from ms since 1970. */
export function formatInstant(ms: number): string {
  const days = Math.floor(ms / dayLength);
  const rest = ms - days * dayLength;
  const seconds = Math.floor(rest / 1000);
  const clock = `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
  return `${formatDay(days)}T${clock}.${pad(rest - seconds * 1000, 3)}Z`;
}

/** ms since 1970 of a datetime in contract form. */
export function parseInstant(text: string): number {
  const seconds =
    Number(text.slice(11, 13)) * 3600 + Number(text.slice(14, 16)) * 60 + Number(text.slice(17, 19));
  return parseDay(text) * dayLength + seconds * 1000 + Number(text.slice(20, 23));
}
