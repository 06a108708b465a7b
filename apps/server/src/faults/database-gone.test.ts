import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@dougong/embedded-postgres";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type DougongProcess, dougong } from "../testing/dougong-process.ts";
import { type Person, setUp, setupToken, signIn } from "../testing/person.ts";
import { postgresProxy } from "../testing/postgres-proxy.ts";

let folder: string;
let postgres: EmbeddedPostgres;
let server: DougongProcess | null = null;

const startPostgres = () =>
  startEmbeddedPostgres({
    dataDirectory: join(folder, "postgres"),
    settings: { fsync: "off" },
    log: () => {},
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "dougong-gone-"));
  chmodSync(folder, 0o755);
  postgres = await startPostgres();
});
afterEach(async () => {
  server?.child.kill("SIGTERM");
  await server?.ended;
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(connectionString: string): Promise<string> {
  server = dougong(["start"], {
    env: {
      DATABASE_URL: connectionString,
      DOUGONG_DATA: folder,
      DOUGONG_SETUP_TOKEN: setupToken,
      PORT: "0",
    },
  });
  return server.line("Dougong ready: ");
}

async function timed<T>(work: Promise<T>): Promise<{ readonly answer: T; readonly ms: number }> {
  const began = performance.now();
  const answer = await work;
  return { answer, ms: performance.now() - began };
}

/** What a caller sees while the database is away, at once and again: reads, writes, sign-in, readiness. */
async function expectUnavailable(url: string, person: Person): Promise<void> {
  const calls = [
    person("GET", "/api/v1/records/system.unit"),
    person("POST", "/api/v1/records/system.unit", { name: "Lost" }),
    person("GET", "/api/v1/me"),
    person("POST", "/api/v1/session", { email: "a@example.com", password: "wrong" }),
  ];
  for (const { answer, ms } of await Promise.all(calls.map(timed))) {
    expect([answer.status, answer.body.code]).toEqual([503, "unavailable"]);
    expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(ms).toBeLessThan(5_500);
  }
  const ready = await timed(fetch(`${url}/ready`));
  expect(ready.answer.status).toBe(503);
  expect(await ready.answer.json()).toMatchObject({ checks: { database: "failed" } });
  expect(ready.ms).toBeLessThan(5_000);
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect(server?.child.exitCode).toBeNull();
}

async function expectNormal(url: string, person: Person): Promise<void> {
  const until = performance.now() + 10_000;
  while ((await fetch(`${url}/ready`)).status !== 200) {
    expect(performance.now()).toBeLessThan(until);
    await wait(100);
  }
  expect((await person("GET", "/api/v1/records/system.unit")).status).toBe(200);
  expect((await person("POST", "/api/v1/records/system.unit", { name: "Back" })).status).toBe(201);
  const form = new FormData();
  form.set("file", new Blob(["name\nImported\n"]), "units.csv");
  const options = { entity: "system.unit", format: "csv", mode: "create", mapping: { name: "name" } };
  form.set("options", JSON.stringify(options));
  const job = await person("POST", "/api/v1/imports", form, { prefer: "wait=10" });
  expect([job.status, job.body.status, job.headers.get("preference-applied")]).toEqual([
    202,
    "succeeded",
    "wait=10",
  ]);
}

test("a PostgreSQL that stops and comes back costs answers, not the process", async () => {
  const url = await start(postgres.connectionString);
  const person = await setUp(url);
  await expectNormal(url, person);
  await postgres.stop();
  await expectUnavailable(url, person);
  await expectUnavailable(url, person);
  postgres = await startPostgres();
  await expectNormal(url, person);
});

test("a database that hangs without a word costs answers, not the process", async () => {
  const proxy = await postgresProxy(postgres.connectionString);
  try {
    const url = await start(proxy.connectionString);
    const person = await signIn(url);
    await expectNormal(url, person);
    proxy.silence();
    await expectUnavailable(url, person);
    await expectUnavailable(url, person);
    proxy.resume();
    await expectNormal(url, person);
  } finally {
    server?.child.kill("SIGTERM");
    await server?.ended;
    await proxy.close();
  }
});

test("an embedded PostgreSQL that is killed comes back, with what it had promised", async () => {
  const own = join(folder, "own");
  server = dougong(["start"], {
    env: { DOUGONG_DATA: own, DOUGONG_SETUP_TOKEN: setupToken, PORT: "0" },
  });
  const url = await server.line("Dougong ready: ");
  const person = await setUp(url);
  const made = await person("POST", "/api/v1/records/system.unit", { name: "Kept" });
  const [postmaster] = readFileSync(join(own, "postgres", "cluster", "postmaster.pid"), "utf8").split("\n");
  process.kill(Number(postmaster), "SIGKILL");
  await expect.poll(() => server?.errors(), { timeout: 10_000 }).toContain("it is started again");
  await expectNormal(url, person);
  expect((await person("GET", `/api/v1/records/system.unit/${made.body.id}`)).body.name).toBe("Kept");
  expect(server.child.exitCode).toBeNull();
});
