import { writeHandler } from "@dougong/runtime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Caller, setUp } from "../../testing/caller.ts";
import { type TestServer, testServer } from "../../testing/test-server.ts";

let server: TestServer;
let admin: Caller;
beforeAll(async () => {
  server = await testServer();
  admin = await setUp(server.app);
  const app = { kind: "app", id: "stock", label: "Stock", version: "1.0.0", language: "en" };
  const documents = [
    {
      kind: "entity",
      id: "item",
      label: "Item",
      title: "name",
      fields: [
        { id: "name", type: "text", required: true },
        { id: "qty", type: "integer", default: 0, min: 0 },
        { id: "price", type: "decimal", precision: 10, scale: 2, default: "1" },
      ],
      actions: [{ id: "reset", when: "qty > 0", set: { qty: 0 } }],
    },
    {
      kind: "rule",
      id: "not_99",
      entity: "item",
      on: ["update"],
      when: "qty = 99",
      then: [{ error: { field: "qty", message: "Not 99" } }],
    },
  ];
  const installed = await admin("POST", "/api/v1/apps/import", { app, documents });
  if (installed.status !== 201) throw new Error(installed.text);
});
afterAll(() => server.close());

const items = "/api/v1/records/stock.item";
const wait = { prefer: "wait=20" };
const asynchronously = { prefer: "respond-async, wait=20" };
const make = async (name: string, qty: number): Promise<string> =>
  (await admin("POST", items, { name, qty })).body.id;
const read = async (id: string) => (await admin("GET", `${items}/${id}`)).body;
const faults = (answer: Answer): string[] =>
  (answer.body.errors ?? []).map((error: { code: string; path: string }) => `${error.code} ${error.path}`);

describe("writes that are done as jobs", () => {
  it("wait as a job until a worker comes, and give the body that the write would have answered", async () => {
    const ordered = await admin("POST", items, { name: "later", qty: 3 }, { prefer: "respond-async" });
    expect([ordered.status, ordered.body.status, ordered.headers["preference-applied"]]).toEqual([
      202,
      "queued",
      "respond-async",
    ]);
    expect(ordered.headers.location).toBe(`/api/v1/jobs/${ordered.body.id}`);
    const cancelled = await admin("POST", items, { name: "never" }, { prefer: "respond-async" });
    expect((await admin("POST", `/api/v1/jobs/${cancelled.body.id}/cancel`)).body.status).toBe("cancelled");
    server.startWorker();
    const done = await admin("GET", `/api/v1/jobs/${ordered.body.id}`, undefined, wait);
    expect(done.body).toMatchObject({
      status: "succeeded",
      progress: 1,
      result: { name: "later", qty: 3, version: 1 },
    });
    expect(await read(done.body.result.id)).toEqual(done.body.result);
    const [entry] = (await admin("GET", `${items}/${done.body.result.id}/history`)).body.data;
    expect([entry.by, entry.via.kind]).toEqual([admin.user, "api"]);
    const never = await admin("GET", `${items}?filter=${encodeURIComponent('name = "never"')}`);
    expect(never.body.data).toEqual([]);
  });

  it("take changes, deletions, batches, actions and comments alike", async () => {
    const id = await make("all", 5);
    const url = `${items}/${id}`;
    const changed = await admin("PATCH", url, { qty: 6 }, { ...asynchronously, "if-match": '"1"' });
    expect([changed.status, changed.body.status, changed.body.result]).toMatchObject([
      202,
      "succeeded",
      { qty: 6, version: 2 },
    ]);
    const stale = await admin("PATCH", url, { qty: 7 }, { ...asynchronously, "if-match": '"1"' });
    expect(stale.body).toMatchObject({
      status: "failed",
      problem: { code: "version_conflict", status: 409, base: 1, current: { qty: 6 }, conflicts: ["/qty"] },
    });
    const acted = await admin("POST", "/api/v1/actions/stock.item/reset", { id }, asynchronously);
    expect(acted.body).toMatchObject({ status: "succeeded", result: { qty: 0 } });
    const operations = [{ op: "create", data: { name: "in a batch" } }];
    const batch = await admin("POST", `${items}/bulk`, { operations }, asynchronously);
    expect(batch.body.result.results).toMatchObject([{ status: 201, record: { name: "in a batch" } }]);
    expect((await admin("POST", `${url}/comments`, { text: "ok" }, asynchronously)).body.result.text).toBe(
      "ok",
    );
    const gone = await admin("DELETE", url, undefined, { ...asynchronously, "if-match": "*" });
    expect(gone.body).toMatchObject({ status: "succeeded", result: null });
    expect((await admin("GET", url)).status).toBe(404);
    expect((await admin("PATCH", url, {}, asynchronously)).status).toBe(428);
  });

  it("are ordered once for one key, whichever way they are asked for again", async () => {
    const headers = { ...asynchronously, "idempotency-key": "job-1" };
    const first = await admin("POST", items, { name: "once" }, headers);
    const again = await admin("POST", items, { name: "once" }, headers);
    expect([again.body.id, again.headers["idempotency-replayed"]]).toEqual([first.body.id, "true"]);
    const plain = await admin("POST", items, { name: "once" }, { "idempotency-key": "job-1" });
    expect([plain.status, plain.body.id]).toEqual([202, first.body.id]);
    expect((await admin("POST", items, { name: "twice" }, headers)).body.code).toBe("idempotency_mismatch");
    const now = { "idempotency-key": "now-1" };
    const direct = await admin("POST", items, { name: "now" }, now);
    const late = await admin("POST", items, { name: "now" }, { ...now, prefer: "respond-async" });
    expect([late.status, late.text]).toEqual([201, direct.text]);
  });

  it("have their effect once, though the worker dies between the write and the end of its job", async () => {
    const { workspace, services } = server;
    const { order } = services.writeJobs;
    const command = { do: "create", entity: "stock.item", input: { name: "killed" } } as const;
    const ordered = await order(
      { user: admin.user, locale: "en", via: { kind: "api" }, dryRun: false },
      command,
    );
    const id = "job" in ordered ? ordered.job : "";
    const first = await services.jobs.wait(id, 20);
    await workspace.pool.query("update ws_main._job set status = 'running', result = null where id = $1", [
      id,
    ]);
    const input = { command, locale: "en", via: { kind: "api" }, dryRun: false };
    const handler = writeHandler({ ...services, actor: services.identity.actor });
    const again = await handler.run({ id, input, createdBy: admin.user, progress: async () => {} });
    expect(again).toEqual(first?.result);
    const found = await admin("GET", `${items}?filter=${encodeURIComponent('name = "killed"')}`);
    expect(found.body.data).toHaveLength(1);
  });

  it("are only tried with Dry-Run", async () => {
    const tried = await admin("POST", items, { name: "dry" }, { ...asynchronously, "dry-run": "true" });
    expect([tried.headers["dry-run"], tried.body.result.name]).toEqual(["true", "dry"]);
    const found = await admin("GET", `${items}?filter=${encodeURIComponent('name = "dry"')}`);
    expect(found.body.data).toEqual([]);
  });
});

describe("a change of all records that a filter finds", () => {
  const update = (body: unknown, more: Record<string, string> = {}) =>
    admin("POST", `${items}/update`, body, { ...wait, ...more });

  it("reads each record as it is, makes a version of each, and counts", async () => {
    const ids = [await make("u 1", 1), await make("u 2", 2), await make("v", 3)];
    const filter = 'STARTSWITH(name, "u ")';
    const good = await update({
      filter,
      set: { qty: "=qty * 10", price: "=price / 3", name: '="u " & name' },
      expect: 2,
    });
    expect(good.body).toMatchObject({ status: "succeeded", result: { matched: 2, updated: 2 } });
    const records = await Promise.all(ids.map(read));
    expect(records.map(({ name, qty, price, version }) => [name, qty, price, version])).toEqual([
      ["u u 1", 10, "0.33", 2],
      ["u u 2", 20, "0.33", 2],
      ["v", 3, "1.00", 1],
    ]);
    const same = await update({ filter: 'name = "v"', set: { qty: 3 } });
    expect(same.body.result).toEqual({ matched: 1, updated: 0 });
  });

  it("changes nothing where another number is found, or one record is refused", async () => {
    const ids = [await make("w", 98), await make("w", 5)];
    const count = await update({ filter: 'name = "w"', set: { qty: 1 }, expect: 3 });
    expect(count.body).toMatchObject({
      status: "failed",
      problem: { code: "state_conflict", status: 409, errors: [{ path: "/expect", expected: 3, got: 2 }] },
    });
    const ruled = await update({ filter: 'name = "w"', set: { qty: "=qty + 1" } });
    expect(ruled.body.problem.errors).toMatchObject([
      { code: "rule_failed", path: "/set/qty", message: "Not 99" },
    ]);
    const low = await update({ filter: 'name = "w"', set: { qty: "=qty - 6" } });
    expect(low.body.problem.errors).toMatchObject([{ code: "out_of_range", path: "/set/qty" }]);
    const dry = await update({ filter: 'name = "w"', set: { qty: 1 } }, { "dry-run": "true" });
    expect(dry.body.result).toEqual({ matched: 2, updated: 2 });
    expect((await Promise.all(ids.map(read))).map(({ qty, version }) => [qty, version])).toEqual([
      [98, 1],
      [5, 1],
    ]);
  });

  it("runs an action on each", async () => {
    await make("a", 4);
    const acted = await update({ filter: 'name = "a"', action: "reset" });
    expect(acted.body).toMatchObject({ status: "succeeded", result: { matched: 1, updated: 1 } });
    const refused = await update({ filter: 'name = "a"', action: "reset" });
    expect(refused.body).toMatchObject({
      status: "failed",
      problem: { errors: [{ code: "state_conflict" }] },
    });
  });

  it("loses nothing where many run at once", async () => {
    const id = await make("hot", 0);
    const runs = await Promise.all(
      Array.from({ length: 8 }, () =>
        update({ filter: 'name = "hot"', set: { qty: "=qty + 1" }, expect: 1 }),
      ),
    );
    expect(runs.every((one) => one.body.status === "succeeded")).toBe(true);
    expect(await read(id)).toMatchObject({ qty: 8, version: 9 });
  });

  it("refuses at once what is wrong whatever the records are", async () => {
    const bad = await update({ filter: "nme = 1", set: { qty: 1 } });
    expect([bad.status, faults(bad)]).toEqual([422, ["unknown_field /filter"]]);
    const sets = await update({ set: { qty: '="x"', nme: 1, price: "=qty +", name: "=qty" } });
    expect([sets.status, faults(sets).toSorted()]).toEqual([
      422,
      [
        "syntax_error /set/price",
        "type_mismatch /set/name",
        "type_mismatch /set/qty",
        "unknown_field /set/nme",
      ],
    ]);
    expect(faults(await update({}))).toEqual(["required /set"]);
    expect(faults(await update({ set: { qty: 1 }, action: "reset" }))).toEqual(["unknown_member /action"]);
    expect((await admin("POST", "/api/v1/records/no.thing/update", { set: { x: 1 } })).status).toBe(404);
    expect((await update({ set: {} })).status).toBe(422);
    expect((await update({ set: { qty: 1 }, expect: -1 })).status).toBe(422);
  });
});
