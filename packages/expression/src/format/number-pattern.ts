import type { Exact } from "../evaluate/decimal.ts";
import { formatDecimal, roundTo } from "../evaluate/decimal.ts";

/** A number pattern taken apart: `¥#,##0.00`. */
export interface NumberPattern {
  readonly before: string;
  readonly after: string;
  /** Least digits before the point. */
  readonly whole: number;
  /** Least and most digits after it; what lies beyond is rounded half away from zero. */
  readonly fraction: readonly [least: number, most: number];
  /** Digits between two commas; 0 for none. */
  readonly group: number;
  /** The number is shown times 100. */
  readonly percent: boolean;
}

/**
 * Reads `#,##0.00` with text around it: `0` is a digit, `#` a digit where there is one, `,` groups as the last comma
 * says, `%` shows percent, `'…'` is text as it stands. Null where it is no such pattern.
 */
export function readNumberPattern(pattern: string): NumberPattern | null {
  const tokens = cutQuotes(pattern);
  if (tokens === null) return null;
  const digits = /^[#,]*[0,]*(?:\.0*#*)?$/;
  let [before, core, after] = ["", "", ""];
  let percent = false;
  for (const { text, quoted } of tokens) {
    const isDigit = !quoted && /^[#0,.]$/.test(text);
    if (isDigit && after === "") core += text;
    else if (isDigit) return null;
    else {
      percent ||= !quoted && text === "%";
      if (core === "") before += text;
      else after += text;
    }
  }
  const [whole = "", fraction = ""] = core.split(".");
  if (!digits.test(core) || !/[0#]/.test(core) || whole.startsWith(",") || whole.endsWith(",")) return null;
  const comma = whole.lastIndexOf(",");
  const zeros = (text: string): number => text.split("0").length - 1;
  if (whole.length > 40 || fraction.length > 30) return null;
  return {
    before,
    after,
    whole: zeros(whole),
    fraction: [zeros(fraction), fraction.length],
    group: comma < 0 ? 0 : whole.length - 1 - comma,
    percent,
  };
}

/** Single characters, those between `'` marked; `''` is one quote. Null where a quote does not end. */
export function cutQuotes(
  pattern: string,
): readonly { readonly text: string; readonly quoted: boolean }[] | null {
  const out: { readonly text: string; readonly quoted: boolean }[] = [];
  let quoted = false;
  const characters = Array.from(pattern);
  for (let at = 0; at < characters.length; at += 1) {
    const text = characters[at] ?? "";
    if (text !== "'") out.push({ text, quoted });
    else if (characters[at + 1] === "'") {
      out.push({ text, quoted: true });
      at += 1;
    } else quoted = !quoted;
  }
  return quoted ? null : out;
}

/** `_format` for numbers in SQL does the same. */
export function formatNumber(value: Exact, pattern: NumberPattern): string {
  const [least, most] = pattern.fraction;
  const shown = roundTo(pattern.percent ? value.times(100) : value, most, 4);
  const [whole = "", all = ""] = formatDecimal(shown.abs(), most).split(".");
  let fraction = all;
  while (fraction.length > least && fraction.endsWith("0")) fraction = fraction.slice(0, -1);
  let digits = (whole === "0" ? "" : whole).padStart(pattern.whole, "0");
  if (digits === "" && fraction === "") digits = "0";
  if (pattern.group > 0) digits = grouped(digits, pattern.group);
  const sign = shown.isNegative() && !shown.isZero() ? "-" : "";
  return `${sign}${pattern.before}${digits}${fraction === "" ? "" : `.${fraction}`}${pattern.after}`;
}

function grouped(digits: string, size: number): string {
  const parts: string[] = [];
  for (let end = digits.length; end > 0; end -= size)
    parts.unshift(digits.slice(Math.max(0, end - size), end));
  return parts.join(",");
}
