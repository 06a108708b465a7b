import { describe, expect, it } from "vitest";
import { addMonths, monthDays, readDateText } from "./date-text.ts";
import { readZonedText, zonedText } from "./zoned-time.ts";

const today = "2026-11-24";

describe("a date that is typed", () => {
  it("is read in the usual spellings", () => {
    for (const text of [
      "2026-1-5",
      "2026/1/5",
      "2026.01.05",
      "2026年1月5日",
      "20260105",
      "1/5",
      "1月5日",
      "２０２６/1/5",
    ]) {
      expect([text, readDateText(text, today)]).toEqual([text, "2026-01-05"]);
    }
  });

  it("may count from today", () => {
    expect(readDateText("今天", today)).toBe("2026-11-24");
    expect(readDateText("+7", today)).toBe("2026-12-01");
    expect(readDateText("yesterday", today)).toBe("2026-11-23");
  });

  it("must exist", () => {
    for (const text of ["2026-02-29", "2026-13-01", "月底前", "12:30", ""])
      expect(readDateText(text, today)).toBeNull();
    expect(readDateText("2028-02-29", today)).toBe("2028-02-29");
  });
});

describe("a month of the calendar", () => {
  it("shows six weeks from a Monday", () => {
    const days = monthDays("2026-11-24");
    expect(days).toHaveLength(42);
    expect(days[0]).toBe("2026-10-26");
    expect(days[41]).toBe("2026-12-06");
  });

  it("moves from the last day of a long month to the next month", () => {
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-01");
    expect(addMonths("2026-01-31", -1)).toBe("2025-12-01");
  });
});

describe("an instant in a zone", () => {
  it("is shown and read by the wall clock", () => {
    expect(zonedText("2026-11-24T05:40:00.000Z", "Asia/Shanghai")).toBe("2026-11-24 13:40");
    expect(readZonedText("2026/11/24 13:40", "Asia/Shanghai", today)).toBe("2026-11-24T05:40:00.000Z");
    expect(readZonedText("2026-11-24", "Asia/Shanghai", today)).toBe("2026-11-23T16:00:00.000Z");
  });

  it("heeds summer time on both sides of the change", () => {
    expect(readZonedText("2026-03-29 01:30", "Europe/Berlin", today)).toBe("2026-03-29T00:30:00.000Z");
    expect(readZonedText("2026-03-29 03:30", "Europe/Berlin", today)).toBe("2026-03-29T01:30:00.000Z");
  });

  it("refuses what is no time", () => {
    expect(readZonedText("2026-11-24 25:00", "Asia/Shanghai", today)).toBeNull();
    expect(readZonedText("晚上", "Asia/Shanghai", today)).toBeNull();
  });
});
