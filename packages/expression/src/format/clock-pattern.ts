import { civilFromDays, dayLength } from "../time/calendar.ts";
import { cutQuotes } from "./number-pattern.ts";

/** Letters of a date or time pattern (Unicode TR 35): what each shows of the clock on the wall, ms as if it were UTC. */
const parts = {
  yyyy: (local) => pad(civil(local).year, 4),
  yy: (local) => pad(civil(local).year % 100, 2),
  Q: (local) => String(Math.floor((civil(local).month + 2) / 3)),
  MM: (local) => pad(civil(local).month, 2),
  M: (local) => String(civil(local).month),
  dd: (local) => pad(civil(local).day, 2),
  d: (local) => String(civil(local).day),
  HH: (local) => pad(clock(local, 3_600_000, 24), 2),
  H: (local) => String(clock(local, 3_600_000, 24)),
  mm: (local) => pad(clock(local, 60_000, 60), 2),
  m: (local) => String(clock(local, 60_000, 60)),
  ss: (local) => pad(clock(local, 1000, 60), 2),
  s: (local) => String(clock(local, 1000, 60)),
  SSS: (local) => pad(clock(local, 1, 1000), 3),
} as const satisfies Readonly<Record<string, (local: number) => string>>;

type Part = keyof typeof parts;

const ofDate: ReadonlySet<string> = new Set(["yyyy", "yy", "Q", "MM", "M", "dd", "d"]);

/** Pieces of a pattern: letters that stand for a part, or text, marked by a `'` before it. */
export type ClockPattern = readonly (Part | `'${string}`)[];

function isPart(letters: string): letters is Part {
  return Object.hasOwn(parts, letters);
}

/**
 * Reads `yyyy-MM-dd HH:mm`: other characters than letters stand for themselves, letters as text are put in `'…'`.
 * Null where it is no such pattern, or asks for what the kind of value has not.
 */
export function readClockPattern(pattern: string, kind: "date" | "time" | "datetime"): ClockPattern | null {
  const characters = cutQuotes(pattern);
  if (characters === null) return null;
  const pieces: (Part | `'${string}`)[] = [];
  for (let at = 0; at < characters.length; ) {
    const { text = "", quoted = false } = characters[at] ?? {};
    if (quoted || !/[A-Za-z]/.test(text)) {
      pieces.push(`'${text}`);
      at += 1;
      continue;
    }
    let letters = "";
    while (characters[at]?.text === text && characters[at]?.quoted === false) {
      letters += text;
      at += 1;
    }
    if (
      !isPart(letters) ||
      (kind === "date" && !ofDate.has(letters)) ||
      (kind === "time" && ofDate.has(letters))
    )
      return null;
    pieces.push(letters);
  }
  return pieces.some(isPart) ? pieces : null;
}

/** `_format` for timestamps in SQL does the same. */
export function formatClock(local: number, pattern: ClockPattern): string {
  return pattern.map((piece) => (isPart(piece) ? parts[piece](local) : piece.slice(1))).join("");
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, "0");
}

function civil(local: number) {
  return civilFromDays(Math.floor(local / dayLength));
}

function clock(local: number, size: number, count: number): number {
  return Math.floor((local - Math.floor(local / dayLength) * dayLength) / size) % count;
}
