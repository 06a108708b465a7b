/** Dates as people type them, read to `YYYY-MM-DD`. No zone is involved. */

const full = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/;
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const short = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/;

/**
 * Reads `2026/1/5`, `2026年1月5日`, `20260105`, `1-5` (of this year), `今天`, `+3`; null where it is no date.
 *
 * @param today `YYYY-MM-DD` that short and relative forms count from
 */
export function readDateText(text: string, today: string): string | null {
  const typed = text
    .trim()
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .toLowerCase();
  const relative = relativeDays(typed);
  if (relative !== null) return addDays(today, relative);
  const parts = full.exec(typed) ?? compact.exec(typed);
  if (parts !== null) return existing(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  const within = short.exec(typed);
  return within === null ? null : existing(Number(today.slice(0, 4)), Number(within[1]), Number(within[2]));
}

function relativeDays(text: string): number | null {
  if (text === "今天" || text === "today") return 0;
  if (text === "明天" || text === "tomorrow") return 1;
  if (text === "昨天" || text === "yesterday") return -1;
  return /^[+-]\d{1,4}$/.test(text) ? Number(text) : null;
}

function existing(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : null;
}

/** `addDays("2026-02-28", 1)` is `"2026-03-01"`. */
export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** The first of the month `months` away. */
export function addMonths(date: string, months: number): string {
  const at = new Date(`${date.slice(0, 7)}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + months);
  return at.toISOString().slice(0, 10);
}

/** Six weeks, Monday first, that show the month of a date. */
export function monthDays(date: string): readonly string[] {
  const first = `${date.slice(0, 7)}-01`;
  const weekday = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: 42 }, (_, index) => addDays(first, index - weekday));
}
