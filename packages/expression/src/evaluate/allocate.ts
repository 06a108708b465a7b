import { Exact, roundTo } from "./decimal.ts";

/**
 * Parts of a total by weights, whose sum is always the total: every share is cut down to its last digit, and what is
 * missing goes, one unit each, to the largest remainders, the first row before the later. Weights that sum to 0 count
 * alike; a row that is left out (null) has 0. `_allocate` in SQL does the same.
 *
 * Source: largest remainder method (Hamilton); the sign is set aside and ties go to the earlier row.
 *
 * @example
 * allocate(new Exact(100), [one, one, one], 2) // 33.34, 33.33, 33.33
 */
export function allocate(total: Exact, weights: readonly (Exact | null)[], scale: number): readonly Exact[] {
  const units = roundTo(total, scale, 4).abs().times(`1e${scale}`);
  const unit = new Exact(total.isNegative() ? -1 : 1).times(`1e-${scale}`);
  const sum = weights.reduce<Exact>(
    (all, weight) => (weight === null ? all : all.plus(weight)),
    new Exact(0),
  );
  const even = sum.isZero();
  const whole = even ? new Exact(weights.filter((weight) => weight !== null).length) : sum.abs();
  const shares = weights.flatMap((weight, index) => {
    if (weight === null) return [];
    const share = units.times(even ? 1 : weight.times(sum.isNegative() ? -1 : 1));
    const floor = floorDivide(share, whole);
    return [{ index, floor, rest: share.minus(floor.times(whole)) }];
  });
  let missing = shares.reduce<Exact>((left, share) => left.minus(share.floor), units).toNumber();
  const parts = weights.map(() => new Exact(0));
  for (const { index, floor } of [...shares].sort((a, b) => b.rest.comparedTo(a.rest) || a.index - b.index)) {
    parts[index] = floor.plus(missing > 0 ? 1 : 0).times(unit);
    missing -= 1;
  }
  return parts;
}

/** Exact, where a quotient of many digits would be rounded. The divisor is positive. */
function floorDivide(dividend: Exact, divisor: Exact): Exact {
  const quotient = dividend.divToInt(divisor);
  return dividend.isNegative() && !quotient.times(divisor).equals(dividend) ? quotient.minus(1) : quotient;
}
