import { Decimal } from "decimal.js";

const plain = {
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
  modulo: Decimal.ROUND_DOWN,
} as const;

/** For + − × and rounding, which are exact: more digits than an expression of 1,000 nodes can make. */
export const Exact = Decimal.clone({ ...plain, precision: 100_000 });

/** For ÷: 34 significant digits, half away from zero. */
const Quotient = Decimal.clone({ ...plain, precision: 34 });

export type Exact = Decimal;

/** a ÷ b, null where b is 0. */
export function divide(dividend: Exact, divisor: Exact): Exact | null {
  return divisor.isZero() ? null : new Exact(new Quotient(dividend).div(divisor));
}

/** Bounds for the digits of ROUND and its kin, the same in SQL. */
export const roundingLimit = 1000;

/** Rounds to `digits` decimals; negative ones round to tens, hundreds, … */
export function roundTo(value: Exact, digits: number, mode: Decimal.Rounding): Exact {
  const places = Math.max(-roundingLimit, Math.min(roundingLimit, digits));
  if (places >= 0) return value.toDecimalPlaces(places, mode);
  return value.times(`1e${places}`).toDecimalPlaces(0, mode).times(`1e${-places}`);
}

/** Shortest plain form, or exactly `scale` decimals; never an exponent, never `-0`. */
export function formatDecimal(value: Exact, scale: number | null): string {
  const text = scale === null ? value.toFixed() : value.toFixed(scale);
  return /^-0(?:\.0*)?$/.test(text) ? text.slice(1) : text;
}
