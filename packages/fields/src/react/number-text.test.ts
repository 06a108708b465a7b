import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atScale, groupThousands, readNumberText, roundText, shiftPoint, tidyScale } from "./number-text.ts";

describe("a number that is typed", () => {
  it("is read with grouping, full-width digits, currency signs and a real minus", () => {
    expect(readNumberText("1,234.50")).toBe("1234.50");
    expect(readNumberText("１，２３４．５")).toBe("1234.5");
    expect(readNumberText("¥ 88")).toBe("88");
    expect(readNumberText("−5")).toBe("-5");
    expect(readNumberText(".5")).toBe("0.5");
    expect(readNumberText("007")).toBe("7");
    expect(readNumberText("-0")).toBe("0");
  });

  it("is refused where it is no number", () => {
    for (const text of ["", "abc", "1,23", "1.2.3", "12,34,567", "约 40", "1e5", "--1"])
      expect(readNumberText(text)).toBeNull();
  });

  it("keeps every digit of a number that a binary float would lose", () => {
    expect(readNumberText("12,345,678,901,234,567,890.12")).toBe("12345678901234567890.12");
  });

  it("comes back from its grouped form unchanged", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.stringMatching(/^\d{0,6}$/),
        (whole, fraction) => {
          const text = `${whole}${fraction === "" ? "" : `.${fraction}`}`;
          expect(readNumberText(groupThousands(text))).toBe(text);
        },
      ),
    );
  });
});

describe("a number that is shown", () => {
  it("has the field's scale, and more digits are left for the check to name", () => {
    expect(atScale("12.5", 2)).toBe("12.50");
    expect(atScale("12", 2)).toBe("12.00");
    expect(atScale("12.345", 2)).toBe("12.345");
    expect(atScale("12", 0)).toBe("12");
  });

  it("leaves out the zeros that a fine scale adds", () => {
    expect(tidyScale("400.0000", 4)).toBe("400");
    expect(tidyScale("14.8000", 4)).toBe("14.80");
    expect(tidyScale("0.1250", 4)).toBe("0.125");
    expect(tidyScale("12.5", 2)).toBe("12.50");
  });

  it("rounds half away from zero", () => {
    expect(roundText("2.345", 2)).toBe("2.35");
    expect(roundText("-2.345", 2)).toBe("-2.35");
    expect(roundText("0.5", 0)).toBe("1");
    expect(roundText("-0.4", 0)).toBe("0");
    expect(roundText("9.99", 1)).toBe("10.0");
  });

  it("shows a share as a percentage without arithmetic", () => {
    expect(shiftPoint("0.13", 2)).toBe("13");
    expect(shiftPoint("0.1250", 2)).toBe("12.5");
    expect(shiftPoint("1", 2)).toBe("100");
    expect(shiftPoint("-0.005", 2)).toBe("-0.5");
    expect(shiftPoint("13", -2)).toBe("0.13");
    expect(shiftPoint("5", -2)).toBe("0.05");
    expect(shiftPoint("100", -2)).toBe("1");
  });
});
