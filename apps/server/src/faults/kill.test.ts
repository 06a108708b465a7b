import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type TestDatabase, testDatabase } from "@dougong/testing";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type DougongProcess, dougong } from "../testing/dougong-process.ts";
import { type Person, setUp, setupToken, signIn } from "../testing/person.ts";

const rowCount = 5_000;
let folder: string;
let database: TestDatabase;
let server: DougongProcess | null = null;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dougong-kill-"));
  database = await testDatabase({ name: "kill" });
});
afterEach(async () => {
  server?.child.kill("SIGKILL");
  await server?.ended;
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<string> {
  server = dougong(["start"], {
    env: {
      DATABASE_URL: database.connectionString,
      DOUGONG_DATA: folder,
      DOUGONG_SETUP_TOKEN: setupToken,
      DOUGONG_RATE_LIMIT: "0",
      PORT: "0",
    },
  });
  return server.line("Dougong ready: ");
}

async function kill(): Promise<void> {
  server?.child.kill("SIGKILL");
  expect(await server?.ended).toBe("SIGKILL");
}

async function rows<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
  return (await pool.query<Row>(text, [...values])).rows;
}
let pool: ReturnType<TestDatabase["pool"]>;
beforeAll(() => {
  pool = database.pool();
});

async function order(person: Person, onError: "skip" | "stop"): Promise<string> {
  const lines = Array.from({ length: rowCount }, (_, index) => `${onError} ${index}`);
  const form = new FormData();
  form.set("file", new Blob([`name\n${lines.join("\n")}\n`]), "units.csv");
  form.set(
    "options",
    JSON.stringify({
      entity: "system.unit",
      format: "csv",
      mode: "create",
      mapping: { name: "name" },
      onError,
    }),
  );
  const { status, body } = await person("POST", "/api/v1/imports", form);
  expect(status).toBe(202);
  return body.id;
}

test("imports that are killed in the middle end after the restart, every row once or none", async () => {
  const person = await setUp(await start());
  const jobs = { skip: await order(person, "skip"), stop: await order(person, "stop") };
  const progress = async (id: string) => (await person("GET", `/api/v1/jobs/${id}`)).body.progress;
  while ((await progress(jobs.skip)) === 0) await wait(10);
  expect(await progress(jobs.skip)).toBeLessThan(1);
  await kill();

  const again = await signIn(await start());
  for (const [mode, id] of Object.entries(jobs)) {
    let job = (await again("GET", `/api/v1/jobs/${id}`, undefined, { prefer: "wait=30" })).body;
    if (job.status === "running" || job.status === "queued")
      job = (await again("GET", `/api/v1/jobs/${id}`, undefined, { prefer: "wait=30" })).body;
    expect([mode, job.status, job.result?.created]).toEqual([mode, "succeeded", rowCount]);
    const [found] = await rows<{ all: string; names: string }>(
      `select count(*) as all, count(distinct name) as names from ws_main.system__unit where name like $1`,
      [`${mode} %`],
    );
    expect(found).toEqual({ all: String(rowCount), names: String(rowCount) });
  }
  const [history] = await rows<{ n: string }>(
    "select count(*) as n from ws_main._change where entity = 'system.unit'",
  );
  expect(history).toEqual({ n: String(2 * rowCount) });
});

test("every record that was acknowledged is there after a kill under load", async () => {
  const person = await signIn(await start());
  const acknowledged: string[] = [];
  let sent = 0;
  async function load(): Promise<void> {
    for (;;) {
      sent += 1;
      const { status, body } = await person("POST", "/api/v1/records/system.unit", { name: `load ${sent}` });
      expect(status).toBe(201);
      acknowledged.push(body.id);
    }
  }
  const loads = Array.from({ length: 8 }, () => load().catch((fault: unknown) => String(fault)));
  while (acknowledged.length < 200) await wait(5);
  await kill();
  for (const fault of await Promise.all(loads)) expect(fault).toMatch(/fetch failed|terminated/);

  const again = await signIn(await start());
  const found = await rows<{ id: string }>("select id from ws_main.system__unit where id = any($1)", [
    acknowledged,
  ]);
  expect(found).toHaveLength(acknowledged.length);
  const last = acknowledged.at(-1) ?? "";
  expect((await again("GET", `/api/v1/records/system.unit/${last}`)).status).toBe(200);
  const [made] = await rows<{ n: string; changes: string }>(
    `select count(*) as n, (select count(*) from ws_main._change c join ws_main.system__unit u on u.id = c.record where u.name like 'load %') as changes
      from ws_main.system__unit where name like 'load %'`,
  );
  expect(Number(made?.n)).toBeLessThanOrEqual(sent);
  expect(made?.changes).toBe(made?.n);
});
