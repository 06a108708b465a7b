import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { check } from "../check/check.ts";
import { type CaseDatabase, caseDatabase } from "../conformance/postgres.ts";
import { caseContext } from "../conformance/scope.ts";
import { parse } from "../parse/parse.ts";
import { identifier, parameter, toLiteralText } from "../sql/fragment.ts";
import type { Checked } from "../types/checked.ts";
import { lower, lowerCondition, lowerTruth } from "./lower.ts";
import type { SqlEnvironment } from "./sql-environment.ts";

let database: CaseDatabase;

beforeAll(async () => {
  database = await caseDatabase();
  await database.query(`
    create table t (name text collate "C", code text collate "C", status text collate "C", n bigint, m bigint, x numeric(18,2), d date, customer uuid, owner uuid);
    insert into t select 'name ' || i, 'A-' || i, case when i % 100 = 0 then 'done' else 'draft' end, i, -i, i, date '2020-01-01' + i, gen_random_uuid(), gen_random_uuid() from generate_series(1, 20000) i;
    create index on t (name); create index on t (status); create index on t (n); create index on t (x); create index on t (d); create index on t (customer); create index on t (owner);
    analyze t;`);
});

afterAll(() => database.drop());

const columns: SqlEnvironment = {
  path: (root, steps) =>
    root.at === "root"
      ? [parameter("018f0000-0000-7000-8000-0000000000aa", "uuid")]
      : identifier(steps.at(-1)?.name ?? ""),
  rows: () => {
    throw new Error("The table has no lists");
  },
  now: parameter("2026-03-29T03:04:05.678Z", "timestamptz"),
  timeZone: parameter("Asia/Shanghai", "text"),
  schema: '"ws"',
};

function checked(text: string): Checked {
  const parsed = parse(text);
  const result = "problems" in parsed ? parsed : check(parsed.expression, caseContext, parsed.source);
  if ("problems" in result) throw new Error(JSON.stringify(result.problems));
  return result.checked;
}

describe("conditions of a query", () => {
  it.each([
    'name = "name 7"',
    'name = "name 7" AND x > 1',
    'status = "done"',
    'status IN ["done", "submitted"]',
    "n IN [1, 2, 3]",
    "n = 7",
    "x = 12",
    "x < 12.5",
    'd >= "2026-01-01" AND d < "2026-02-01"',
    "d = $today",
    'd < DATEADD($today, -2200, "day")',
    'STARTSWITH(name, "name 77")',
    "ISNULL(d)",
    'customer = "018f0000-0000-7000-8000-0000000000aa"',
    "customer.owner = $user.manager",
    'n = 7 OR name = "x"',
  ])("use the index: %s", async (text) => {
    const condition = toLiteralText(lowerCondition(checked(text), columns));
    const plan = await database.query(`explain select * from t where ${condition}`);
    const lines = plan.map((row) => String(row["QUERY PLAN"])).join("\n");
    expect(lines, condition).toMatch(/Index Cond/);
    expect(lines, condition).not.toMatch(/Seq Scan/);
  });
});

describe("DDL", () => {
  it("takes a condition as a CHECK that refuses null, and a value in a trigger", async () => {
    const truth = toLiteralText(
      lowerTruth(checked('x <= n * 2 AND STARTSWITH(code, "it\'s \\\\ %")'), columns),
    );
    const value = toLiteralText(lower(checked("ROUND(x / 3, 2)"), columns));
    await database.query(`
      create table u (code text collate "C", n bigint, x numeric(18,2), part numeric(18,2), constraint c check (${truth}));
      create function f() returns trigger language plpgsql as $body$ begin new.part := (select ${value} from (select new.x as x) r); return new; end $body$;
      create trigger g before insert on u for each row execute function f();`);
    await database.query(`insert into u (code, n, x) values ('it''s \\ % ok', 5, 10)`);
    expect(await database.query("select part::text from u")).toEqual([{ part: "3.33" }]);
    await expect(database.query(`insert into u (code, n, x) values (null, 5, 10)`)).rejects.toMatchObject({
      code: "23514",
    });
    await expect(
      database.query(`insert into u (code, n, x) values ('it''s \\ %', null, 10)`),
    ).rejects.toMatchObject({ code: "23514" });
  });

  it("reports a number beyond its type with PostgreSQL's own code", async () => {
    const value = toLiteralText(lower(checked("n * 9007199254740991"), columns));
    await expect(database.query(`select ${value} from t where n = 2`)).rejects.toMatchObject({
      code: "22003",
    });
  });
});
