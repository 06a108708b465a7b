import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compareDecimals,
  fitsPrecision,
  numberToPlain,
  parseDecimal,
  printDecimal,
  roundDecimal,
  trimDecimal,
} from "./decimal.ts";

const decimal = fc.record({
  units: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
  scale: fc.integer({ min: 0, max: 12 }),
});
const round = (text: string, scale: number) =>
  printDecimal(roundDecimal(parseDecimal(text) ?? { units: 0n, scale: 0 }, scale));

describe("decimals", () => {
  it.each([
    ["2.345", 2, "2.35"],
    ["-2.345", 2, "-2.35"],
    ["2.3449999", 2, "2.34"],
    ["0.5", 0, "1"],
    ["-0.5", 0, "-1"],
    ["-0.4", 0, "0"],
    ["1", 3, "1.000"],
    ["0.005", 2, "0.01"],
    ["1.005", 2, "1.01"],
  ])("%s at scale %i is %s: half goes away from zero", (text, scale, expected) => {
    expect(round(text, scale)).toBe(expected);
  });

  it("print and parse are inverse", () => {
    fc.assert(
      fc.property(decimal, (value) => {
        expect(parseDecimal(printDecimal(value))).toEqual(value);
      }),
    );
  });

  it("trimming keeps the value", () => {
    fc.assert(fc.property(decimal, (value) => compareDecimals(trimDecimal(value), value) === 0));
  });

  it("rounding is at most half a unit off", () => {
    fc.assert(
      fc.property(decimal, fc.integer({ min: 0, max: 12 }), (value, scale) => {
        const far = 10n ** 12n;
        const at = (entry: typeof value) => entry.units * 10n ** BigInt(12 - entry.scale);
        const off = at(roundDecimal(value, scale)) - at(value);
        return (off < 0n ? -off : off) * 2n * 10n ** BigInt(scale) <= far;
      }),
    );
  });

  it.each([
    [12.5, "12.5"],
    [-0, "0"],
    [1e21, "1000000000000000000000"],
    [1e-7, "0.0000001"],
    [123456789012345, "123456789012345"],
    [0.1 + 0.2, undefined],
    [1234567890123456, undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
  ])("the JSON number %d is %s", (value, expected) => {
    expect(numberToPlain(value)).toBe(expected);
  });

  it("knows what numeric(5,2) holds", () => {
    const fits = (text: string) => fitsPrecision(parseDecimal(text) ?? { units: 0n, scale: 0 }, 5, 2);
    expect([fits("999.99"), fits("-999.99"), fits("1000"), fits("0.001")]).toEqual([true, true, false, true]);
  });
});
