import {
  type Catalogue,
  compileCatalogue,
  compileConditionSource,
  type Entity,
  recordContext,
} from "@dougong/fields";
import { fieldModels } from "@dougong/fields/model";
import { fieldStorages } from "@dougong/fields/storage";
import type { AppDocument, EntityDocument } from "@dougong/model";
import { sequentialIds } from "@dougong/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenDesign, openDesign } from "../../design/testing/open-design.ts";
import { collationOf } from "../../query/lower/collation.ts";
import { inShortLocks } from "../plan/in-short-locks.ts";
import { planTables } from "../plan/plan-tables.ts";
import { runPlan } from "../plan/run-plan.ts";
import { buildTable } from "./build-table.ts";
import { constraintFacts } from "./constraint-facts.ts";
import { deferredInvariants } from "./invariants.ts";

const app: AppDocument = { kind: "app", id: "lab", version: "1.0.0", language: "en" };
const box: EntityDocument = {
  kind: "entity",
  id: "box",
  fields: [
    { id: "code", type: "text" },
    { id: "kind", type: "text" },
    { id: "room", type: "integer" },
    { id: "inside", type: "reference", to: "box" },
    { id: "items", type: "lines", entity: "item" },
  ],
  unique: [{ fields: ["code"] }, { fields: ["kind", "room"], nulls: "equal" }],
  invariants: [
    { id: "room_left", check: "room >= 0", message: "No room left" },
    { id: "fits", check: "SUM(items.size) <= 10", message: "Too much" },
  ],
};
const item: EntityDocument = {
  kind: "entity",
  id: "item",
  ownedBy: "box",
  fields: [{ id: "size", type: "integer" }],
};

let here: OpenDesign;
let catalogue: Catalogue;
const newId = sequentialIds(5);

function withConditions(compiled: Catalogue): {
  readonly entity: Entity;
  readonly where: ReturnType<typeof condition>;
} {
  const entity = compiled.entities.get("lab.box");
  if (entity === undefined) throw new Error("The box is missing");
  return { entity, where: condition(compiled, entity, 'kind != "any"') };
}

function condition(compiled: Catalogue, entity: Entity, text: string) {
  const read = compileConditionSource(text, recordContext(compiled.entities, entity, "stored"));
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  return read.checked;
}

beforeAll(async () => {
  here = await openDesign();
  const { catalogue: compiled, problems } = compileCatalogue({
    apps: [{ document: app, revision: 1, documents: [box, item] }],
    models: fieldModels,
  });
  expect(problems).toEqual([]);
  const { entity, where } = withConditions(compiled);
  catalogue = { ...compiled, entities: new Map([...compiled.entities, [entity.id, entity]]) };
  const context = {
    schema: "ws_main",
    catalogue,
    storages: fieldStorages,
    timeZone: "UTC",
    collation: collationOf("en"),
  };
  const tables = [...catalogue.entities.values()].map((one) =>
    buildTable(context, one, one.id === "lab.box" ? [where, null] : []),
  );
  await inShortLocks(here.workspace.pool, here.parts, async (client) => {
    const { problems: broken } = await runPlan(client, "ws_main", planTables("ws_main", [], tables, 1));
    expect(broken).toEqual([]);
    return { keep: true, value: undefined };
  });
});
afterAll(() => here.close());

async function insert(values: Readonly<Record<string, unknown>>): Promise<string> {
  const id = newId();
  const all = {
    id,
    version: 1,
    created_at: "2026-01-05",
    updated_at: "2026-01-05",
    room: 1,
    kind: id,
    ...values,
  };
  const names = Object.keys(all);
  await here.rows(
    `insert into ws_main.lab__box (${names.join(", ")}) values (${names.map((_, index) => `$${index + 1}`).join(", ")})`,
    Object.values(all),
  );
  return id;
}

/** What the design says of the constraint that refused. */
async function broken(write: Promise<unknown>) {
  const fault: unknown = await write.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(fault instanceof Error) || !("constraint" in fault)) throw new Error("Nothing was refused");
  return constraintFacts(catalogue, String(fault.constraint));
}

test("a value is unique among what is not in the trash and fulfils the condition; nulls are not equal", async () => {
  await insert({ code: "A" });
  expect(await broken(insert({ code: "A" }))).toEqual({
    kind: "unique",
    entity: "lab.box",
    fields: ["code"],
    index: 0,
  });
  await insert({ code: "A", kind: "any", room: 70 });
  await insert({ code: "A", _deleted_at: "2026-01-05" });
  await insert({ code: null });
  await insert({ code: null });
});

test("nulls are equal where the design says so", async () => {
  await insert({ kind: "k", room: 7 });
  await here.rows("alter table ws_main.lab__box drop constraint lab__box__inv__room_left");
  await insert({ kind: "n", room: null });
  expect(await broken(insert({ kind: "n", room: null }))).toMatchObject({
    kind: "unique",
    fields: ["kind", "room"],
    index: 1,
  });
  await here.rows("delete from ws_main.lab__box where room is null");
  await here.rows(
    "alter table ws_main.lab__box add constraint lab__box__inv__room_left check (coalesce(room >= 0, false) or _deleted_at is not null)",
  );
});

test("an invariant refuses what is false and what is null, but not in the trash", async () => {
  const facts = {
    kind: "invariant",
    entity: "lab.box",
    fields: [],
    invariant: "room_left",
    message: "No room left",
  };
  expect(await broken(insert({ room: -1 }))).toEqual(facts);
  expect(await broken(insert({ room: null }))).toEqual(facts);
  await insert({ room: null, _deleted_at: "2026-01-05" });
});

test("a reference to nothing is refused, and so is taking away what is referred to", async () => {
  const facts = { kind: "reference", entity: "lab.box", fields: ["inside"], to: "lab.box" };
  expect(await broken(insert({ inside: newId() }))).toEqual(facts);
  const outer = await insert({});
  await insert({ inside: outer });
  expect(await broken(here.rows("delete from ws_main.lab__box where id = $1", [outer]))).toEqual(facts);
});

test("an id that is taken is told apart", async () => {
  const id = await insert({});
  expect(await broken(insert({ id }))).toEqual({ kind: "id", entity: "lab.box", fields: ["id"] });
});

test("an invariant over rows looks at the end of the record's change, not at its middle", async () => {
  const entity = catalogue.entities.get("lab.box");
  if (entity === undefined) throw new Error("The box is missing");
  const [name = ""] = deferredInvariants(entity, "record");
  expect(name).toBe("lab__box__inv__fits");
  const id = await insert({});
  const change = (sizes: readonly number[]) =>
    inShortLocks(here.workspace.pool, here.parts, async (client) => {
      await client.query("update ws_main.lab__box set version = version + 1 where id = $1", [id]);
      for (const size of sizes)
        await client.query(
          "insert into ws_main.lab__item (id, _parent, _position, size) values ($1, $2, 0, $3)",
          [newId(), id, size],
        );
      await client.query("delete from ws_main.lab__item where _parent = $1 and size = 9", [id]);
      await client.query(`set constraints ws_main."${name}" immediate`);
      return { keep: true, value: undefined };
    });
  await change([9, 6]);
  await change([4]);
  expect(await broken(change([1]))).toMatchObject({ kind: "invariant", invariant: "fits" });
  expect(
    await here.rows("select sum(size)::int as sum from ws_main.lab__item where _parent = $1", [id]),
  ).toEqual([{ sum: 10 }]);
});

test("a name that no constraint of the design has means nothing", () => {
  expect(constraintFacts(catalogue, "_change_pkey")).toBeUndefined();
});
