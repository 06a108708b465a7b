import { readFileSync } from "node:fs";
import { identifier, sql, toQuery, type Value } from "@dougong/expression";
import { type TestDatabase, testDatabase } from "@dougong/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { caseContext, caseField, type FieldCase } from "./conformance.ts";
import type { FieldKind } from "./facets/kind.ts";
import { fieldModels } from "./registry/models.ts";
import { fieldStorages } from "./registry/storages.ts";

let database: TestDatabase;
let pool: ReturnType<TestDatabase["pool"]>;

beforeAll(async () => {
  database = await testDatabase({ name: "fields" });
  pool = database.pool({ options: "-c DateStyle=German,DMY -c TimeZone=America/New_York" });
});

afterAll(() => database.drop());

const stored = (Object.keys(fieldModels) as FieldKind[]).filter((kind) => kind !== "lines");

function casesOf(kind: FieldKind): readonly FieldCase[] {
  return JSON.parse(
    readFileSync(new URL(`./types/${kind.replaceAll("_", "-")}/cases.json`, import.meta.url), "utf8"),
  );
}

/** Writes values into a real column of the type and reads them back as the record's JSON does. */
async function roundTrip(
  kind: FieldKind,
  members: FieldCase["field"],
  values: readonly Value[],
): Promise<readonly Value[]> {
  const field = caseField(kind, {
    from: "input",
    value: null,
    ...(members === undefined ? {} : { field: members }),
  });
  const storage = fieldStorages[kind];
  const table = `t_${kind}_${Math.abs(
    JSON.stringify(members ?? {})
      .split("")
      .reduce((hash, character) => (hash * 31 + character.charCodeAt(0)) | 0, 7),
  )}`;
  await pool.query(`create table if not exists "${table}" (place int, value ${storage.column(field)})`);
  await pool.query(`truncate "${table}"`);
  for (const [place, value] of values.entries()) {
    const insert = toQuery(
      sql`insert into ${identifier(table)} values (${{ value: String(place), type: "int" }}, ${storage.parameter(value, field)})`,
    );
    await pool.query(insert.text, [...insert.values]);
  }
  const select = toQuery(
    sql`select row_to_json(r) as row from (select place, ${storage.toJson(identifier("value"), field)} as value from ${identifier(table)}) r order by place`,
  );
  const { rows } = await pool.query<{ row: { value: Value } }>(select.text, [...select.values]);
  return rows.map((row) => row.row.value);
}

async function sorted(
  kind: FieldKind,
  members: FieldCase["field"],
  values: readonly Value[],
): Promise<readonly Value[]> {
  const field = caseField(kind, {
    from: "input",
    value: null,
    ...(members === undefined ? {} : { field: members }),
  });
  const storage = fieldStorages[kind];
  const rows = values.map((value) => sql`(${storage.parameter(value, field)})`);
  const list = rows.flatMap((row, index) => (index === 0 ? row : [", ", ...row]));
  const select = toQuery(
    sql`select v from (values ${list}) as t(v) order by ${storage.sortKey(identifier("v"), field, identifier("zh-x-icu"))}`,
  );
  const { rows: found } = await pool.query<{ v: Value }>(select.text, [...select.values]);
  return found.map((row) => row.v);
}

describe("every field type in PostgreSQL", () => {
  it.each(stored.filter((kind) => !["formula", "lookup", "rollup", "sequence"].includes(kind)))(
    "%s comes back as it was put in, whatever the session's settings",
    async (kind) => {
      const groups = new Map<string, { readonly members: FieldCase["field"]; readonly values: Value[] }>();
      for (const entry of casesOf(kind)) {
        const coerced = fieldModels[kind].coerce(entry.value, caseField(kind, entry), caseContext(entry));
        if (!("value" in coerced)) continue;
        const key = JSON.stringify(entry.field ?? {});
        const group = groups.get(key) ?? { members: entry.field, values: [null] };
        group.values.push(coerced.value);
        groups.set(key, group);
      }
      expect(groups.size).toBeGreaterThan(0);
      for (const { members, values } of groups.values())
        expect(await roundTrip(kind, members, values)).toEqual(values);
    },
  );

  it("a formula is stored as its result type", async () => {
    expect(
      await roundTrip("formula", { formula: "1", result: { type: "decimal", precision: 38, scale: 3 } }, [
        "12.500",
        null,
      ]),
    ).toEqual(["12.500", null]);
    expect(
      await roundTrip("formula", { formula: "1", result: { type: "datetime" } }, [
        "2026-01-31T09:30:00.123Z",
      ]),
    ).toEqual(["2026-01-31T09:30:00.123Z"]);
  });

  it("a sequence is text", async () => {
    expect(await roundTrip("sequence", {}, ["SO-2026-00001", null])).toEqual(["SO-2026-00001", null]);
  });

  it("choices sort in the order of their options, one that is called null, too", async () => {
    expect(
      await sorted("choice", { options: ["zero", "null", "alpha", "beta"] }, [
        "beta",
        "null",
        "alpha",
        "zero",
      ]),
    ).toEqual(["zero", "null", "alpha", "beta"]);
  });

  it("text sorts by the collation that is given", async () => {
    expect(await sorted("text", {}, ["王", "李", "b", "陈", "A", "阿"])).toEqual([
      "阿",
      "陈",
      "李",
      "王",
      "A",
      "b",
    ]);
  });

  it("numbers sort as numbers", async () => {
    expect(await sorted("decimal", {}, ["10.00", "9.00", "-1.00"])).toEqual(["-1.00", "9.00", "10.00"]);
  });

  it("lines have no column", () => {
    expect(fieldStorages.lines.column(caseField("lines", { from: "input", value: null }))).toBeNull();
  });
});
