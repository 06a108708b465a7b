import { toQuery } from "@dougong/expression";
import { type TestDatabase, testDatabase } from "@dougong/testing";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { collationOf } from "./collation.ts";

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await testDatabase({ name: "collation" });
  pool = database.pool();
});

afterAll(() => database.drop());

async function sorted(locale: string, words: readonly string[]): Promise<readonly string[]> {
  const collation = toQuery(collationOf(locale)).text;
  const { rows } = await pool.query(`select w from unnest($1::text[]) as w order by w collate ${collation}`, [
    words,
  ]);
  return rows.map((row) => row.w);
}

test("Chinese is sorted by pinyin, in traditional script by strokes", async () => {
  expect(await sorted("zh-CN", ["张", "王", "阿", "李", "陈"])).toEqual(["阿", "陈", "李", "王", "张"]);
  expect(await sorted("zh-TW", ["龍", "一", "張", "王"])).toEqual(["一", "王", "張", "龍"]);
});

test("a language that is not known is sorted by the root order", async () => {
  expect(await sorted('x"; drop table y', ["b", "ä", "a"])).toEqual(["a", "ä", "b"]);
  expect(await sorted("sv-SE", ["ä", "z", "a"])).toEqual(["a", "z", "ä"]);
});

test("PostgreSQL knows every collation that can come out", async () => {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(97 + index));
  const two = letters.flatMap((a) => letters.map((b) => a + b));
  const locales = [...two, "no-NO", "haw-US", "fil-PH", "dsb", "hsb", "kok", "lkt", "zh-Hant", ""];
  const names = new Set(locales.map((locale) => collationOf(locale).join("").replaceAll('"', "")));
  const { rows } = await pool.query("select collname from pg_collation where collname = any($1)", [
    [...names],
  ]);
  expect(new Set(rows.map((row) => row.collname))).toEqual(names);
  expect(names.size).toBeGreaterThan(80);
});
