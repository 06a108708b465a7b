import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { someZone } from "../conformance/arbitrary.ts";
import { type CaseDatabase, caseDatabase } from "../conformance/postgres.ts";
import {
  civilFromDays,
  daysFromCivil,
  firstDay,
  formatDay,
  formatInstant,
  lastDay,
  parseDay,
  parseInstant,
} from "./calendar.ts";
import { openZone } from "./zone.ts";

let database: CaseDatabase;

beforeAll(async () => {
  database = await caseDatabase();
});

afterAll(() => database.drop());

describe("the calendar", () => {
  it("gives back every day of the years 1 to 9999", () => {
    for (let day = firstDay; day <= lastDay; day += 1) {
      if (daysFromCivil(civilFromDays(day)) !== day || parseDay(formatDay(day)) !== day)
        expect.fail(String(day));
    }
    expect(formatDay(firstDay)).toBe("0001-01-01");
    expect(formatDay(lastDay)).toBe("9999-12-31");
  });

  it("writes instants as Date does", () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date("0001-01-01T00:00:00.000Z"),
          max: new Date("9999-12-31T23:59:59.999Z"),
          noInvalidDate: true,
        }),
        (date) => {
          expect(formatInstant(date.getTime())).toBe(date.toISOString());
          expect(parseInstant(date.toISOString())).toBe(date.getTime());
        },
      ),
    );
  });
});

/** Local times: half of them within a day of a change of clocks. */
const someLocal = fc.oneof(
  fc.integer({ min: Date.UTC(1975, 0, 1), max: Date.UTC(2037, 11, 31) }),
  fc
    .tuple(
      fc.constantFrom(
        "2026-03-08T02:00",
        "2026-11-01T01:00",
        "2026-03-29T02:00",
        "2026-10-25T02:00",
        "2026-04-05T01:30",
        "2026-10-04T02:00",
        "2011-12-30T00:00",
      ),
      fc.integer({ min: -7_200_000, max: 7_200_000 }),
    )
    .map(([time, shift]) => Date.parse(`${time}:00.000Z`) + shift),
);

describe("zones", () => {
  it("turn local times into instants as PostgreSQL does, skipped and doubled hours too", async () => {
    const pairs = fc.sample(fc.tuple(someZone, someLocal), 2000);
    const rows = pairs.map(
      ([zone, local], index) =>
        `(${index}, '${zone}', timestamp '${formatInstant(local).replace("T", " ").replace("Z", "")}')`,
    );
    const answers = await database.query(
      `select "ws"._text(local at time zone zone) as instant, "ws"._text((local at time zone 'UTC') at time zone zone at time zone 'UTC') as local
       from (values ${rows.join(", ")}) t(place, zone, local) order by place`,
    );
    const zones = new Map(
      ["UTC", ...new Set(pairs.map(([zone]) => zone))].map((name) => [name, openZone(name)] as const),
    );
    for (const [index, [name, local]] of pairs.entries()) {
      const zone = zones.get(name);
      const label = `${name} ${formatInstant(local)}`;
      expect(zone === undefined ? null : formatInstant(zone.toInstant(local)), label).toBe(
        answers[index]?.instant,
      );
      expect(zone === undefined ? null : formatInstant(zone.toLocal(local)), label).toBe(
        answers[index]?.local,
      );
    }
  });
});
