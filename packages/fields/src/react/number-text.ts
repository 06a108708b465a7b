/**
 * Numbers as people type them, read to a plain decimal text and back. Everything stays text:
 * a binary float never touches an amount.
 */

const grouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/;
const plain = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/**
 * Reads `1,234.50`, `１２３`, `¥ 88`, `−5` to plain text; null where it is no number.
 *
 * @example readNumberText("1,234.5") // "1234.5"
 */
export function readNumberText(text: string): string | null {
  const narrow = text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000¥￥$€£]/g, "")
    .replace(/[\u2212\u2013]/g, "-");
  if (!grouped.test(narrow) && !plain.test(narrow)) return null;
  return tidy(narrow.replaceAll(",", "").replace(/^\+/, ""));
}

/** No leading zeros, a digit before the point, none missing after it. */
function tidy(text: string): string {
  const negative = text.startsWith("-");
  const [whole = "", fraction = ""] = text.replace("-", "").split(".");
  const body = `${whole.replace(/^0+(?=\d)/, "") || "0"}${fraction === "" ? "" : `.${fraction}`}`;
  return negative && /[1-9]/.test(body) ? `-${body}` : body;
}

/** Fills zeros up to the field's scale; digits beyond it stay, so that the check can name them. */
export function atScale(text: string, scale: number): string {
  const [whole = "", fraction = ""] = text.split(".");
  return fraction.length >= scale ? text : `${whole}.${fraction.padEnd(scale, "0")}`;
}

/** Rounds half away from zero to `digits` places: for display only. */
export function roundText(text: string, digits: number): string {
  const negative = text.startsWith("-");
  const [whole = "0", fraction = ""] = text.replace("-", "").split(".");
  if (fraction.length <= digits) return atScale(text, digits);
  const kept = BigInt(whole + fraction.slice(0, digits)) + ((fraction[digits] ?? "0") >= "5" ? 1n : 0n);
  const figures = kept.toString().padStart(digits + 1, "0");
  const body = digits === 0 ? figures : `${figures.slice(0, -digits)}.${figures.slice(-digits)}`;
  return negative && kept !== 0n ? `-${body}` : body;
}

/** Moves the decimal point: `shiftPoint("0.13", 2)` is `"13"`. */
export function shiftPoint(text: string, places: number): string {
  const negative = text.startsWith("-");
  const [whole = "", fraction = ""] = text.replace("-", "").split(".");
  const figures = whole + fraction;
  const point = whole.length + places;
  const padded =
    point > figures.length
      ? figures.padEnd(point, "0")
      : figures.padStart(figures.length - Math.min(point - 1, 0), "0");
  const at = Math.max(point, 1);
  const rest = padded.slice(at).replace(/0+$/, "");
  return tidy(`${negative ? "-" : ""}${padded.slice(0, at)}${rest === "" ? "" : `.${rest}`}`);
}

/** Groups thousands and writes the minus as a minus: `−1,234.50`. */
export function groupThousands(text: string): string {
  const negative = text.startsWith("-");
  const [whole = "", fraction] = text.replace("-", "").split(".");
  const body = `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${fraction === undefined ? "" : `.${fraction}`}`;
  return negative ? `\u2212${body}` : body;
}

/**
 * A decimal of a scale as people write it: at its scale up to two places, beyond that without the zeros
 * that say nothing: `400.0000` is `400`, `14.8000` is `14.80`, `0.1250` is `0.125`.
 */
export function tidyScale(text: string, scale: number): string {
  if (scale <= 2) return atScale(text, scale);
  const [whole = "", fraction = ""] = text.split(".");
  const needed = fraction.replace(/0+$/, "");
  return needed === "" ? whole : `${whole}.${needed.padEnd(2, "0")}`;
}
