import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestDatabase, testDatabase } from "@dougong/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dougong } from "../testing/dougong-process.ts";
import { setUp, setupToken } from "../testing/person.ts";
import { postgresProxy } from "../testing/postgres-proxy.ts";

let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dougong-bug-"));
  database = await testDatabase({ name: "flight-bug" });
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

test("a server whose write may be half committed logs it and ends with 1, without an answer", async () => {
  const proxy = await postgresProxy(database.connectionString);
  const started = dougong(["start"], {
    env: {
      DATABASE_URL: proxy.connectionString,
      DOUGONG_DATA: folder,
      DOUGONG_SETUP_TOKEN: setupToken,
      PORT: "0",
    },
  });
  const person = await setUp(await started.line("Dougong ready: "));
  expect((await person("POST", "/api/v1/records/system.unit", { name: "Before" })).status).toBe(201);
  proxy.garbleCommits();
  await expect(person("POST", "/api/v1/records/system.unit", { name: "Half" })).rejects.toThrow(
    "fetch failed",
  );
  expect(await started.ended).toBe(1);
  const fatal = started
    .errors()
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
    .find((line) => line.level === 60);
  expect(fatal).toMatchObject({ msg: "a write may be half committed: the process ends" });
  expect(fatal.err).toMatchObject({ type: "FlightBug", message: "COMMIT was answered by COMMIX" });
  await proxy.close();
});
