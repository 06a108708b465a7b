import { fieldStorages } from "@dougong/fields/storage";
import { type JsonObject, ProblemError } from "@dougong/model";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createQueryService } from "../../query/create-query-service.ts";
import { createRecordService } from "../../records/create-record-service.ts";
import type { WriteContext } from "../../records/record-service.ts";
import { createCatalogues } from "../catalogues.ts";
import { type OpenDesign, openDesign } from "../testing/open-design.ts";
import { refusal } from "../testing/refusal.ts";
import { shopBundle } from "../testing/shop-bundle.ts";

let here: OpenDesign;
beforeEach(async () => {
  here = await openDesign();
});
afterEach(() => here.close());

const name = { id: "name", type: "text", required: true };
const note = { id: "note", type: "text" };
const loud = (mark: string) => ({ id: "loud", type: "formula", formula: `name & "${mark}"` });

function thing(fields: readonly JsonObject[], members: JsonObject = {}): JsonObject {
  return { kind: "entity", id: "thing", title: "name", fields: [...fields], ...members };
}

async function publish(...documents: readonly JsonObject[]): Promise<void> {
  await here.design.importApp(here.context, shopBundle({ documents }), {
    dryRun: false,
    seed: false,
    acceptLoss: "all",
  });
}

async function pinned(): Promise<WriteContext> {
  const catalogue = await here.design.current();
  return { ...here.context, via: { kind: "api" }, catalogue, dryRun: false };
}

const things = () => here.rows("select * from ws_main.shop__thing order by name");

describe("a write that a publish overtook", () => {
  test("is made under the newest design where it can be", async () => {
    await publish(thing([name, note]));
    const before = await pinned();
    await publish(thing([name, loud("!")]));
    const created = await here.records.create(before, "shop.thing", { name: "a" });
    expect(JSON.parse(created.body)).toMatchObject({ name: "a", loud: "a!" });
    const updated = await here.records.update(before, "shop.thing", created.id, 1, { name: "b" });
    expect(JSON.parse(updated.body)).toMatchObject({ name: "b", loud: "b!" });
    expect(JSON.parse(updated.body)).not.toHaveProperty("note");
    await here.records.createMany(before, "shop.thing", [{ name: "c" }]);
    await here.records.remove(before, "shop.thing", created.id, "*");
    await here.records.restore(before, "shop.thing", created.id);
    expect(await things()).toMatchObject([{ loud: "b!" }, { loud: "c!" }]);
  });

  test("is refused in the newest design's words where it cannot", async () => {
    await publish(thing([name, note]));
    const before = await pinned();
    await publish(
      thing([name], { invariants: [{ id: "short", check: "LEN(name) < 3", message: "Too long" }] }),
    );
    expect(
      (await refusal(here.records.create(before, "shop.thing", { name: "a", note: "n" }))).places,
    ).toEqual(["unknown_field /note"]);
    const long = await refusal(here.records.create(before, "shop.thing", { name: "abc" }));
    expect(long.problems).toMatchObject([{ code: "invariant_failed", path: "", message: "Too long" }]);
    expect(await things()).toEqual([]);
  });

  test("does not put a value into the new column that has the old one's name", async () => {
    await publish(thing([name, note]));
    const before = await pinned();
    await publish(thing([name, { id: "memo", was: ["note"], type: "text" }]));
    await publish(thing([name, { id: "memo", type: "text" }, { id: "note", type: "integer" }]));
    const refused = await refusal(here.records.create(before, "shop.thing", { name: "a", note: "n" }));
    expect(refused.places).toEqual(["type_mismatch /note"]);
  });

  test("answers unavailable where no newer design can be had", async () => {
    await publish(thing([name, note]));
    const before = await pinned();
    await publish(thing([name]));
    const { models: _models, ...parts } = here.parts;
    const records = createRecordService(here.workspace, parts);
    expect((await refusal(records.create(before, "shop.thing", { name: "a" }))).code).toBe("unavailable");
    expect(await things()).toEqual([]);
  });
});

test("a read that a publish overtook shows the newest design", async () => {
  await publish(thing([name, note]));
  const before = await pinned();
  const { id } = await here.records.create(before, "shop.thing", { name: "a", note: "n" });
  await publish(thing([name, { id: "memo", was: ["note"], type: "text" }]));
  const queries = createQueryService(here.workspace, {
    models: here.parts.models,
    storages: fieldStorages,
    cursorSecret: "test",
  });
  const reading = { ...before, now: here.workspace.clock.now() };
  expect(JSON.parse((await queries.get(reading, "shop.thing", id, {})).body)).toMatchObject({ memo: "n" });
  expect(JSON.parse(await queries.list(reading, { from: "shop.thing" }))).toMatchObject({
    data: [{ memo: "n" }],
  });
});

test("a read or write that assumes what another node has replaced goes on under the newest", async () => {
  await publish(thing([name]));
  const { workspace, parts } = here;
  const catalogues = createCatalogues(workspace, parts.models);
  const shared = { ...parts, catalogues };
  const queries = createQueryService(workspace, { ...shared, cursorSecret: "test" });
  const records = createRecordService(workspace, shared);
  const assumed = async () => ({ ...(await pinned()), catalogue: await catalogues.recent() });
  const stale = await assumed();
  await publish(thing([name, note]));
  expect((await catalogues.recent()).key).toBe(stale.catalogue.key);
  // The old design does not know the field: its refusal is not believed.
  const { id } = await records.create(await assumed(), "shop.thing", { name: "a", note: "n" });
  expect((await catalogues.recent()).key).not.toBe(stale.catalogue.key);
  const reading = { ...stale, now: workspace.clock.now() };
  expect(JSON.parse(await queries.list(reading, { from: "shop.thing", where: 'note = "n"' }))).toMatchObject({
    data: [{ id, note: "n" }],
  });
  expect(JSON.parse((await queries.get(reading, "shop.thing", id, {})).body)).toMatchObject({ note: "n" });
});

test("a formula's new result reaches a record whose write was under way", async () => {
  await publish(thing([name, loud("!")]));
  const writer = await here.workspace.pool.connect();
  await writer.query("begin; update ws_main.shop__thing set name = name");
  await writer.query(
    "insert into ws_main.shop__thing (id, version, created_at, updated_at, name) values (gen_random_uuid(), 1, now(), now(), 'a')",
  );
  const publishing = publish(thing([name, loud("?")]));
  const waits = "select 1 from pg_locks where not granted and relation = 'ws_main.shop__thing'::regclass";
  while ((await here.rows(waits)).length === 0) await new Promise((resolve) => setImmediate(resolve));
  await writer.query("commit");
  writer.release();
  await publishing;
  expect(await things()).toMatchObject([{ name: "a", loud: "a?" }]);
});

test("publishes that park, bring back and rename a column under eight writers lose no write and fail none", async () => {
  const designs = [
    [name, note],
    [name],
    [name, note, loud("!")],
    [name, { id: "memo", was: ["note"], type: "text" }],
    [name, { id: "note", was: ["memo"], type: "text" }],
  ];
  await publish(thing(designs[0] ?? []));
  let publishing = true;
  const done: JsonObject[] = [];
  const refused: string[] = [];
  const write = async (writer: number): Promise<void> => {
    for (let turn = 0; publishing; turn += 1) {
      const context = await pinned();
      const fields = context.catalogue.entities.get("shop.thing")?.fields;
      const text = `${writer}-${turn}`;
      const sent = { name: text, ...(fields?.has("note") ? { note: text } : {}) };
      try {
        const { id, body } = await here.records.create(context, "shop.thing", sent);
        done.push(JSON.parse(body) as JsonObject);
        if (turn % 3 === 0) await here.records.update(context, "shop.thing", id, "*", { name: text });
      } catch (fault) {
        if (!(fault instanceof ProblemError)) throw fault;
        refused.push(...fault.problems.map((problem) => `${problem.code} ${problem.path}`));
      }
    }
  };
  const writers = Array.from({ length: 8 }, (_, writer) => write(writer));
  for (const fields of [...designs.slice(1), ...designs]) await publish(thing(fields));
  publishing = false;
  await Promise.all(writers);
  expect(refused.filter((one) => one !== "unknown_field /note")).toEqual([]);
  const stored = new Map((await things()).map((row) => [row.id, row]));
  expect(stored.size).toBe(done.length);
  expect(done.some((record) => record.note)).toBe(true);
  expect(done.length).toBeGreaterThan(20);
  // The last design has the column back: under whatever name a value was written, it is there.
  for (const { id, name: text, note: noted, memo } of done) {
    const value = noted ?? memo ?? null;
    expect(stored.get(String(id))).toMatchObject({ name: text, ...(value === null ? {} : { note: value }) });
  }
  const log = await here.rows(
    "select record from ws_main._change where entity = 'shop.thing' and op = 'create'",
  );
  expect(log.length).toBe(done.length);
});
