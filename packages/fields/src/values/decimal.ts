/** An exact decimal: `units × 10^-scale`. Binary floats never touch it. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const plain = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Reads plain notation, `-12.50`; undefined for anything else (no exponent, no sign `+`, no bare point). */
export function parseDecimal(text: string): Decimal | undefined {
  const match = plain.exec(text);
  if (match === null) return undefined;
  const fraction = match[3] ?? "";
  const units = BigInt(`${match[2]}${fraction}`);
  return { units: match[1] === "-" ? -units : units, scale: fraction.length };
}

/** Plain notation with exactly the decimal's scale; zero has no sign. */
export function printDecimal({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const point = digits.length - scale;
  const text = scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return units < 0n ? `-${text}` : text;
}

/** The decimal without trailing zeros after the point. */
export function trimDecimal(decimal: Decimal): Decimal {
  let { units, scale } = decimal;
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n;
    scale -= 1;
  }
  return { units, scale };
}

/** The decimal at a scale, rounded half away from zero (contract 0.1). */
export function roundDecimal({ units, scale }: Decimal, to: number): Decimal {
  if (to >= scale) return { units: units * 10n ** BigInt(to - scale), scale: to };
  const divisor = 10n ** BigInt(scale - to);
  const quotient = units / divisor;
  const rest = units % divisor;
  const size = rest < 0n ? -rest : rest;
  const away = size * 2n >= divisor ? (units < 0n ? -1n : 1n) : 0n;
  return { units: quotient + away, scale: to };
}

/** Negative, zero or positive, as a is below, equal to or above b. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const left = roundDecimal(a, scale).units;
  const right = roundDecimal(b, scale).units;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** True when it fits `numeric(precision, scale)` at the scale it has. */
export function fitsPrecision({ units, scale }: Decimal, precision: number, fieldScale: number): boolean {
  const whole = (units < 0n ? -units : units) / 10n ** BigInt(scale);
  return whole < 10n ** BigInt(precision - fieldScale);
}

/**
 * A JSON number of at most 15 significant digits in plain notation; undefined where it has more, as its
 * decimal digits are then not certain.
 */
export function numberToPlain(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(value.toExponential());
  if (match === null) return undefined;
  const digits = `${match[2]}${match[3] ?? ""}`;
  if (digits.length > 15) return undefined;
  const exponent = Number(match[4]);
  const scale = digits.length - 1 - exponent;
  const units = BigInt(`${match[1]}${digits}`);
  return printDecimal(scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 });
}
