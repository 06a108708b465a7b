import { fakeClock, type TestDatabase, testDatabase } from "@dougong/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenWorkspace, openWorkspace } from "../../workspace/open-workspace.ts";
import { readSettings, writeSettings } from "../../workspace/settings.ts";
import { migratePlatform } from "./migrate-platform.ts";
import { migrationState, SchemaTooNew } from "./migration-state.ts";
import { migrations } from "./registry.ts";

let database: TestDatabase;
let workspace: OpenWorkspace;
const clock = fakeClock("2026-01-05T01:00:00Z");
const last = migrations.length;

beforeAll(async () => {
  database = await testDatabase({ name: "migrate" });
  workspace = openWorkspace({ connectionString: database.connectionString, clock });
});
afterAll(async () => {
  await workspace.close();
  await database.drop();
});

const run = () => migratePlatform(workspace.pool, workspace.schema, clock);

test("steps are numbered without holes", () => {
  expect(migrations.map((step) => step.number)).toEqual(migrations.map((_, index) => index + 1));
});

test("an empty database has all steps before it", async () => {
  const state = await migrationState(workspace.pool, workspace.schema);
  expect(state).toMatchObject({ applied: 0, known: last });
  expect(state.pending).toHaveLength(last);
});

test("five processes at once migrate once, and a repetition does nothing", async () => {
  const states = await Promise.all([1, 2, 3, 4, 5].map(run));
  expect(states.every((state) => state.applied === last && state.pending.length === 0)).toBe(true);
  await run();
  const { rows } = await workspace.pool.query("select number from ws_main._migration order by number");
  expect(rows.map((row) => row.number)).toEqual(migrations.map((step) => step.number));
});

test("an assertion refuses with its name, and null does not hold", async () => {
  const { pool } = workspace;
  await expect(pool.query("select ws_main._assert(true, 'x')")).resolves.toBeDefined();
  for (const value of ["false", "null"]) {
    await expect(pool.query(`select ws_main._assert(${value}, 'outside_scope')`)).rejects.toMatchObject({
      code: "DG001",
      constraint: "outside_scope",
    });
  }
});

test("the workspace's facts are kept", async () => {
  expect(await readSettings(workspace)).toEqual({
    name: "",
    timeZone: "UTC",
    locale: "zh-CN",
    currency: "CNY",
  });
  const settings = { name: "斗拱", timeZone: "Asia/Shanghai", locale: "en", currency: "EUR" };
  await writeSettings(workspace, settings);
  expect(await readSettings(workspace)).toEqual(settings);
});

test("a database of a newer version is left alone, with words that say so", async () => {
  await workspace.pool.query("insert into ws_main._migration values (999, 'future', now())");
  await expect(run()).rejects.toThrow(SchemaTooNew);
  await expect(run()).rejects.toThrow(/999.*newer version/s);
  await workspace.pool.query("delete from ws_main._migration where number = 999");
});
