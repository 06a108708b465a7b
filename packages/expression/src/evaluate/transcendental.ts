import { Decimal } from "decimal.js";
import { Exact } from "./decimal.ts";

/** Digits in which roots, powers and logarithms are worked out, far beyond the 34 that are kept. */
const Wide = Decimal.clone({
  rounding: Decimal.ROUND_HALF_UP,
  precision: 70,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

/** Powers of ten beyond which EXP and POWER fail, or are 0. */
export const powerLimit = 1000;

/**
 * To 34 digits, by way of 50: a result that is exact stands a hair beside its last digit, and both backends
 * must round it the same way. `_sig` does so in SQL.
 */
function kept(value: Decimal): Exact {
  return new Exact(value.toSignificantDigits(50).toSignificantDigits(34));
}

/** Null below 0. */
export function squareRoot(value: Exact): Exact | null {
  return value.isNegative() && !value.isZero() ? null : kept(new Wide(value).sqrt());
}

/** The natural logarithm; null up to 0. */
export function naturalLogarithm(value: Exact): Exact | null {
  return value.lessThanOrEqualTo(0) ? null : kept(new Wide(value).ln());
}

/** e to the power; "beyond" where it has more than 1,000 digits, 0 where it begins after 1,000 decimals. */
export function exponential(power: Decimal): Exact | "beyond" {
  const tens = new Wide(power).div(Wide.ln(10));
  if (tens.greaterThan(powerLimit)) return "beyond";
  return tens.lessThan(-powerLimit) ? new Exact(0) : kept(new Wide(power).exp());
}

/** `base ^ exponent`; null for 0 to a negative power and for a root of a negative number. */
export function raise(base: Exact, exponent: Exact): Exact | null | "beyond" {
  if (exponent.isZero()) return new Exact(1);
  if (base.isZero()) return exponent.isNegative() ? null : new Exact(0);
  if (base.isNegative() && !exponent.isInteger()) return null;
  const size = exponential(new Wide(base).abs().ln().times(exponent));
  if (size === "beyond") return size;
  return base.isNegative() && !exponent.mod(2).isZero() ? size.negated() : size;
}
