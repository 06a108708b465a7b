/** Digits of a decimal literal without sign, point, exponent and outer zeros, and the power of its last digit. */
function significant(literal: string): { readonly digits: string; readonly power: number } {
  const [mantissa = "", exponent = "0"] = literal.replace(/^-/, "").toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const trimmed = digits.replace(/0+$/, "");
  return { digits: trimmed, power: Number(exponent) - fraction.length + (digits.length - trimmed.length) };
}

/**
 * True when a double keeps the very number that a JSON literal wrote. `0.1` and `12.50` do;
 * `9007199254740993` and `0.30000000000000001` silently become another number.
 */
export function isExactNumber(literal: string): boolean {
  const wanted = significant(literal);
  if (wanted.digits.length <= 15) return Number.isFinite(Number(literal));
  const value = Number(literal);
  if (!Number.isFinite(value)) return false;
  const kept = significant(String(Math.abs(value)));
  return kept.digits === wanted.digits && kept.power === wanted.power;
}
