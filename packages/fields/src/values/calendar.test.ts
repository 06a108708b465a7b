import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { civilDate, instantInZone } from "./calendar.ts";

const at = (text: string) => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[- :]/).map(Number);
  return { year, month, day, hour, minute, second: 0, millisecond: 0 };
};

describe("a civil time in a zone", () => {
  it.each([
    ["2026-01-05 09:30", "Asia/Shanghai", "2026-01-05T01:30:00.000Z"],
    ["2026-07-01 12:00", "Europe/Berlin", "2026-07-01T10:00:00.000Z"],
    ["2026-03-29 02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
    ["2026-10-25 02:30", "Europe/Berlin", "2026-10-25T00:30:00.000Z"],
    ["2026-10-25 03:00", "Europe/Berlin", "2026-10-25T02:00:00.000Z"],
    ["2026-01-01 00:00", "Pacific/Kiritimati", "2025-12-31T10:00:00.000Z"],
    ["1901-01-01 00:00", "UTC", "1901-01-01T00:00:00.000Z"],
  ])("%s in %s is %s", (civil, zone, expected) => {
    expect(new Date(instantInZone(at(civil), zone)).toISOString()).toBe(expected);
  });

  it("is found again by its zone's clock", () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date("1950-01-01T00:00:00Z"),
          max: new Date("2100-01-01T00:00:00Z"),
          noInvalidDate: true,
        }),
        (date) => {
          const text = new Intl.DateTimeFormat("sv-SE", {
            timeZone: "Asia/Shanghai",
            dateStyle: "short",
            timeStyle: "short",
          }).format(date);
          const back = new Date(instantInZone(at(text), "Asia/Shanghai"));
          expect(
            new Intl.DateTimeFormat("sv-SE", {
              timeZone: "Asia/Shanghai",
              dateStyle: "short",
              timeStyle: "short",
            }).format(back),
          ).toBe(text);
        },
      ),
    );
  });
});

describe("a date", () => {
  it.each([
    [2024, 2, 29, "2024-02-29"],
    [2023, 2, 29, undefined],
    [1900, 2, 29, undefined],
    [2000, 2, 29, "2000-02-29"],
    [1, 1, 1, "0001-01-01"],
    [0, 1, 1, undefined],
    [10000, 1, 1, undefined],
    [2026, 4, 31, undefined],
  ])("%i-%i-%i is %s", (year, month, day, expected) => {
    expect(civilDate(year, month, day)).toBe(expected);
  });
});
