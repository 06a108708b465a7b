import { randomBytes } from "node:crypto";
import { Readable } from "node:stream";
import {
  createDesignService,
  createIdentity,
  createRecordService,
  migrate,
  type OpenWorkspace,
  openWorkspace,
  systemActor,
} from "@dougong/data";
import { fieldModels } from "@dougong/fields/model";
import { fieldStorages } from "@dougong/fields/storage";
import { type FakeClock, fakeClock, type TestDatabase, testDatabase } from "@dougong/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inTransaction } from "../database/run.ts";
import { createFiles, type Files } from "../files/files.ts";
import { createJobs } from "../jobs/jobs.ts";
import { quiet } from "../testing/test-workspace.ts";
import { migrateJobs } from "../worker/worker-migrations.ts";
import { createHousekeeping, type HousekeepingParts } from "./housekeeping.ts";

const hour = 3_600_000;
const day = 24 * hour;
const chance = { random: Math.random, wait: () => Promise.resolve() };
const parts = { models: fieldModels, storages: fieldStorages, ...chance };

let database: TestDatabase;
let workspace: OpenWorkspace;
let clock: FakeClock;
let house: HousekeepingParts & { readonly files: Files };
let records: ReturnType<typeof createRecordService>;

async function prepare(connectionString: string): Promise<void> {
  const opened = openWorkspace({ connectionString, clock: { now: () => new Date() } });
  try {
    await migrate(opened, parts);
    await migrateJobs(opened, quiet);
  } finally {
    await opened.close();
  }
}

beforeAll(async () => {
  database = await testDatabase({ name: "housekeeping", template: "housekeeping", prepare });
  clock = fakeClock("2026-01-05T08:00:00Z");
  workspace = openWorkspace({ connectionString: database.connectionString, clock });
  records = createRecordService(workspace, { ...parts });
  const design = createDesignService(workspace, { ...parts, records });
  const identity = createIdentity({
    workspace,
    records,
    design,
    passwords: { hash: async () => "none", verify: async () => false },
    random: randomBytes,
    setupToken: "token",
  });
  house = {
    workspace,
    design,
    identity,
    files: createFiles(workspace),
    storages: fieldStorages,
    logger: quiet,
  };
});
afterAll(async () => {
  await workspace.close();
  await database.drop();
});

const rows = async (text: string) => (await workspace.pool.query(text)).rows;

async function unit(name: string): Promise<string> {
  const context = {
    actor: systemActor("test"),
    via: { kind: "api" },
    catalogue: await house.design.current(),
    settings: { name: "", timeZone: "UTC", locale: "en", currency: "EUR" },
    dryRun: false,
    idempotency: { key: name, fingerprint: name },
  } as const;
  const { id } = await records.create(context, "system.unit", { name });
  await records.remove({ ...context, idempotency: undefined }, "system.unit", id, "*");
  return id;
}

it("removes what has had its time and keeps the rest", async () => {
  const sweep = createHousekeeping(house);
  await unit("old");
  const about = { name: "a.csv", type: "text/csv", createdBy: null };
  await house.files.store(Readable.from([Buffer.from("1")]), about);
  const awaited = await house.files.store(Readable.from([Buffer.from("2")]), about);
  await inTransaction(workspace.pool, (client) =>
    createJobs(workspace).add(client, { kind: "import", input: { file: awaited.id }, createdBy: null }),
  );
  await rows(`insert into ws_main._session (id, user_id, created_at, seen_at, expires_at) values
    ('idle', gen_random_uuid(), '2026-01-05T08:00Z', '2026-01-05T08:00Z', '2026-02-04T08:00Z'),
    ('used', gen_random_uuid(), '2026-01-05T08:00Z', '2026-01-30T08:00Z', '2026-02-04T08:00Z')`);
  expect(await sweep()).toEqual({ files: 0, outcomes: 0, sessions: 0, records: 0 });
  clock.advance(day);
  expect(await sweep()).toMatchObject({ files: 0, outcomes: 0 });
  clock.advance(1);
  expect(await sweep()).toEqual({ files: 1, outcomes: 1, sessions: 0, records: 0 });
  expect(await house.files.find(awaited.id)).not.toBeNull();
  clock.advance(2 * day);
  expect(await sweep()).toEqual({ files: 0, outcomes: 0, sessions: 1, records: 0 });
  clock.advance(28 * day);
  expect(await sweep()).toEqual({ files: 0, outcomes: 0, sessions: 1, records: 1 });
  expect(await rows("select 1 from ws_main.system__unit")).toEqual([]);
});

it("is done by one node at a time", async () => {
  let open = (): void => {};
  const held = new Promise<void>((resolve) => {
    open = resolve;
  });
  let began = (): void => {};
  const begun = new Promise<void>((resolve) => {
    began = resolve;
  });
  const slow = createHousekeeping({
    ...house,
    files: {
      purge: async () => {
        began();
        await held;
        return 0;
      },
    },
  });
  const first = slow();
  await begun;
  expect(await createHousekeeping(house)()).toBeNull();
  open();
  expect(await first).not.toBeNull();
  expect(await createHousekeeping(house)()).not.toBeNull();
});

it("goes on with the other kinds where one fails, and tells", async () => {
  await rows(`insert into ws_main._session (id, user_id, created_at, seen_at, expires_at) values
    ('over', gen_random_uuid(), '2026-01-05T08:00Z', '2026-01-05T08:00Z', '2026-01-05T08:00Z')`);
  const broken = createHousekeeping({
    ...house,
    files: { purge: () => Promise.reject(new Error("no files")) },
  });
  await expect(broken()).rejects.toThrow("housekeeping failed in part");
  expect(await rows("select 1 from ws_main._session where id = 'over'")).toEqual([]);
});
