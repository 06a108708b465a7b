import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { someDecimal } from "../conformance/arbitrary.ts";
import { type CaseDatabase, caseDatabase } from "../conformance/postgres.ts";
import { divide, Exact, formatDecimal } from "../evaluate/decimal.ts";
import { sqlFunctions } from "./sql-functions.ts";

let database: CaseDatabase;

beforeAll(async () => {
  database = await caseDatabase();
});

afterAll(() => database.drop());

/** Numbers near powers of ten, where the count of digits is easily one off. */
const edges = fc
  .tuple(
    fc.constantFrom("9", "99", "999999", "1", "10", "5", "15", "3", "7"),
    fc.integer({ min: -30, max: 30 }),
  )
  .map(([digits, exponent]) => new Exact(`${digits}e${exponent}`).toFixed());

describe("division", () => {
  it("has the same 34 digits in PostgreSQL and JavaScript", async () => {
    const pairs = fc.sample(fc.tuple(fc.oneof(someDecimal, edges), fc.oneof(someDecimal, edges)), 2000);
    const rows = pairs.map(([a, b], index) => `(${index}, '${a}'::numeric, '${b}'::numeric)`);
    const answers = await database.query(
      `select "ws"._div(a, b)::text as q from (values ${rows.join(", ")}) t(place, a, b) order by place`,
    );
    for (const [index, [a, b]] of pairs.entries()) {
      const quotient = divide(new Exact(a), new Exact(b));
      expect(answers[index]?.q, `${a} / ${b}`).toBe(quotient === null ? null : formatDecimal(quotient, null));
    }
  });
});

describe("the functions", () => {
  it("can be installed again, and are immutable and parallel safe", async () => {
    await database.query(sqlFunctions('"ws"'));
    const loose = await database.query(
      "select proname from pg_proc where pronamespace = 'ws'::regnamespace and (provolatile <> 'i' or proparallel <> 's')",
    );
    expect(loose).toEqual([]);
  });

  it("work whatever the search path is", async () => {
    await database.query("set search_path = pg_catalog");
    const rows = await database.query(
      `select "ws"._date_diff('2026-01-31'::date, '2026-02-28'::date, 'month')::int as months, "ws"._div(1, 3)::text as third`,
    );
    expect(rows).toEqual([{ months: 1, third: "0.3333333333333333333333333333333333" }]);
    await database.query("reset search_path");
  });
});
