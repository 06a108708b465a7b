import { expect, test } from "vitest";
import { fakeClock } from "./fake-clock.ts";
import { sequentialIds } from "./sequential-ids.ts";

test("the fake clock stands still, goes on when told, and can be set", () => {
  const clock = fakeClock("2026-01-05T08:00:00+08:00");
  expect(clock.now().toISOString()).toBe("2026-01-05T00:00:00.000Z");
  clock.advance(90_000);
  expect(clock.now().toISOString()).toBe("2026-01-05T00:01:30.000Z");
  clock.set("2025-12-31T23:59:59Z");
  expect(clock.now().toISOString()).toBe("2025-12-31T23:59:59.000Z");
});

test("the fake clock refuses a time without its offset", () => {
  expect(() => fakeClock("2026-01-05T08:00:00")).toThrow(RangeError);
});

test("sequential ids grow, differ between series, and have the form of a UUIDv7", () => {
  const next = sequentialIds();
  const other = sequentialIds(1);
  const [first, second] = [next(), next()];
  expect(first).toBe("00000000-0000-7000-8000-000000000001");
  expect(first < second).toBe(true);
  expect(other()).not.toBe(first);
});
