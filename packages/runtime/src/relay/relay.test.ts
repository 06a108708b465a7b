import { setTimeout as wait } from "node:timers/promises";
import { type LiveEvent, openWorkspace, readEvents } from "@dougong/data";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createEvents, type Events } from "../events/create-events.ts";
import { quiet, type TestWorkspace, testWorkspace } from "../testing/test-workspace.ts";
import { createRelay, type Relay } from "./create-relay.ts";

let home: TestWorkspace;
let relays: Relay[] = [];
let events: Events;

beforeEach(async () => {
  home = await testWorkspace();
  events = createEvents({ workspace: home.workspace, logger: quiet });
  relays = [];
});
afterEach(async () => {
  await Promise.all([events.stop(), ...relays.map((relay) => relay.stop())]);
  await home.close();
});

const insert = `insert into ws_main._change (entity, record, version, op, at, via, changes)
  values ('shop.order', $1, $2, 'update', now(), '{"kind":"api"}', '[]')`;
const idOf = (record: number) => `00000000-0000-7000-8000-${String(record).padStart(12, "0")}`;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error("It did not come to that in 20 s");
    await wait(20);
  }
}

/** Follows a topic and keeps what it is told. */
async function listener(topic: string, since: number | null = null) {
  const heard: LiveEvent[] = [];
  let isOver = false;
  const subscribed = await events.subscribe(
    {
      topics: [topic],
      tell: async (batch) => void heard.push(...batch),
      ended: () => {
        isOver = true;
      },
    },
    since,
  );
  return { heard, subscribed, isOver: () => isOver };
}

/** Each writer takes a record's lock, writes its next version, and commits when it pleases. */
async function write(
  writer: number,
  writes: number,
  records: readonly number[],
  versions: number[],
): Promise<number> {
  let committed = 0;
  const { workspace } = home;
  for (let turn = 0; turn < writes; turn += 1) {
    const client = await workspace.pool.connect();
    try {
      await client.query("begin");
      if (turn % 3 === 0) await client.query("select pg_current_xact_id()");
      const chosen = [
        ...new Set([0, 1].map(() => records[Math.floor(Math.random() * records.length)] ?? 0)),
      ].sort((a, b) => a - b);
      for (const record of chosen) await client.query("select pg_advisory_xact_lock($1)", [record]);
      for (const record of chosen) await client.query(insert, [idOf(record), (versions[record] ?? 0) + 1]);
      await wait(Math.random() * 15);
      if ((writer + turn) % 17 === 0) await client.query("rollback");
      else {
        // The next version is drawn under the record's lock, so it must be known before the commit lets it go.
        for (const record of chosen) versions[record] = (versions[record] ?? 0) + 1;
        await client.query("commit");
        committed += chosen.length;
      }
    } finally {
      client.release();
    }
  }
  return committed;
}

test("16 writers that commit when they please, beside a long transaction: nothing is skipped, each record stays in order", async () => {
  const { connectionString } = home.database;
  await home.workspace.close();
  const workspace = openWorkspace({ connectionString, clock: home.clock, connections: 18 });
  home = {
    ...home,
    workspace,
    close: async () => void (await workspace.close(), await home.database.drop()),
  };
  events = createEvents({ workspace, logger: quiet });
  relays = [createRelay({ workspace, logger: quiet }), createRelay({ workspace, logger: quiet })];
  const { heard } = await listener("records:shop.order");
  const long = await workspace.pool.connect();
  await long.query("begin");
  await long.query(insert, [idOf(999), 1]);
  const records = Array.from({ length: 12 }, (_, index) => index + 1);
  const versions: number[] = [];
  const counts = await Promise.all(
    Array.from({ length: 16 }, (_, writer) => write(writer, 25, records, versions)),
  );
  const written = counts.reduce((sum, count) => sum + count, 0);
  // What was committed is told although the long transaction began before it and is still open.
  await until(() => heard.length === written);
  await long.query("commit");
  long.release();
  await until(() => heard.length === written + 1);

  const numbers = heard.map((event) => event.seq);
  expect(numbers).toEqual(Array.from({ length: written + 1 }, (_, index) => index + 1));
  for (const record of records) {
    const seen = heard.filter((event) => event.id === idOf(record)).map((event) => event.version);
    expect(seen).toEqual(Array.from({ length: versions[record] ?? 0 }, (_, index) => index + 1));
  }
}, 90_000);

test("another relay goes on when the connection of the working one is cut, and streams hear of it", async () => {
  const { pool } = home.workspace;
  relays = [
    createRelay({ workspace: home.workspace, logger: quiet }),
    createRelay({ workspace: home.workspace, logger: quiet }),
  ];
  const { heard } = await listener("records:shop.order");
  await pool.query(insert, [idOf(1), 1]);
  await until(() => heard.length === 1);
  await pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
  );
  await pool.query(insert, [idOf(1), 2]).catch(() => pool.query(insert, [idOf(1), 2]));
  await until(() => heard.length === 2);
  expect(heard.map((event) => event.version)).toEqual([1, 2]);
});

test("a stream that comes back is told what it missed, then what comes, each once", async () => {
  relays = [createRelay({ workspace: home.workspace, logger: quiet })];
  const { pool } = home.workspace;
  for (let version = 1; version <= 2_500; version += 500)
    await pool.query(
      `insert into ws_main._change (entity, record, version, op, at, via, changes) select case when n % 2 = 0 then 'shop.order' else 'shop.other' end, $1, n, 'update', now(), '{"kind":"api"}', '[]' from generate_series($2::int, $2::int + 499) as n`,
      [idOf(1), version],
    );
  await until(async () => (await readEvents(home.workspace, 2_499, 1)).length === 1);
  const { heard, subscribed } = await listener("records:shop.order", 100);
  const writing = (async () => {
    for (let version = 2_502; version < 2_600; version += 2) await pool.query(insert, [idOf(1), version]);
  })();
  await writing;
  await until(() => heard.at(-1)?.version === 2_598);
  expect(subscribed.missed).toBe(false);
  expect(heard.map((event) => event.version)).toEqual(
    Array.from({ length: (2_598 - 100) / 2 }, (_, index) => 102 + index * 2),
  );
});

test("a stream that comes back with a number of another world must look for itself", async () => {
  expect((await listener("jobs", 10)).subscribed).toMatchObject({ from: 0, missed: true });
  await home.workspace.pool.query("update ws_main._relay set seq = 50, forgotten = 20");
  expect((await listener("jobs", 19)).subscribed).toMatchObject({ from: 50, missed: true });
  expect((await listener("jobs", 20)).subscribed).toMatchObject({ from: 20, missed: false });
  expect((await listener("records:shop.order", 1)).subscribed).toMatchObject({ from: 1, missed: false });
});

test("jobs and publishes are told of in the same series", async () => {
  relays = [createRelay({ workspace: home.workspace, logger: quiet })];
  const { pool } = home.workspace;
  const jobs = await listener("jobs");
  const design = await listener("design");
  await pool.query(
    "insert into ws_main._job (id, kind, status, input, created_at, created_by) values ($1, 'import', 'queued', '{}', now(), $2)",
    [idOf(1), idOf(7)],
  );
  await pool.query("update ws_main._job set progress = 0.5");
  await pool.query("update ws_main._job set status = 'running'");
  await pool.query(
    "insert into ws_main._revision (app, number, at, plan, documents) values ('shop', 3, now(), '{}', '[]')",
  );
  await until(() => jobs.heard.length === 2 && design.heard.length === 1);
  expect(jobs.heard).toMatchObject([
    { seq: 1, type: "created", id: idOf(1), audience: idOf(7) },
    { seq: 2, type: "updated", id: idOf(1), audience: idOf(7) },
  ]);
  expect(design.heard).toMatchObject([{ seq: 3, type: "published", id: "shop", version: 3, audience: null }]);
});
