import type { JsonObject } from "@dougong/model";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenDesign, openDesign } from "../design/testing/open-design.ts";
import { shopBundle } from "../design/testing/shop-bundle.ts";
import type { WriteContext } from "./record-service.ts";
import { refused } from "./testing/refused.ts";

const documents: readonly JsonObject[] = [
  {
    kind: "entity",
    id: "order",
    title: "name",
    fields: [
      { id: "name", type: "text", required: true },
      { id: "limit", type: "money", default: "100" },
      { id: "active", type: "boolean", default: true },
      { id: "lines", type: "lines", entity: "line" },
    ],
    invariants: [
      { id: "some", check: "COUNT(lines) > 0", message: "An order has a line" },
      { id: "within", check: "SUM(lines.amount) <= limit", message: "Beyond the limit" },
      { id: "each", check: "ALL(lines, amount <= $parent.limit / 2)", message: "A line too large" },
    ],
    unique: [{ fields: ["name"], where: "active" }],
  },
  {
    kind: "entity",
    id: "line",
    ownedBy: "order",
    fields: [{ id: "amount", type: "money", required: true }],
  },
];

let here: OpenDesign;
let context: WriteContext;
let turn = 0;

beforeAll(async () => {
  here = await openDesign();
  await here.design.importApp(here.context, shopBundle({ documents }), { dryRun: false, seed: false });
  context = { ...here.context, via: { kind: "api" }, catalogue: await here.design.current(), dryRun: false };
});
afterAll(() => here.close());

const named = () => {
  turn += 1;
  return `order ${turn}`;
};
const lines = (...amounts: readonly string[]) => amounts.map((amount) => ({ amount }));
const create = (input: JsonObject) => here.records.create(context, "shop.order", { name: named(), ...input });
const change = (id: string, patch: JsonObject) => here.records.update(context, "shop.order", id, "*", patch);
const words = async (write: Promise<unknown>) =>
  (await refused(write)).error.problems.map(({ code, path, message }) => [code, path, message]);

describe("an invariant over a record's own rows", () => {
  test("refuses a record in the designer's words, at the whole record", async () => {
    expect(await words(create({}))).toEqual([["invariant_failed", "", "An order has a line"]]);
    expect(await words(create({ lines: lines("40", "40", "20.01") }))).toEqual([
      ["invariant_failed", "", "Beyond the limit"],
    ]);
    expect(await words(create({ lines: lines("50.01") }))).toEqual([
      ["invariant_failed", "", "A line too large"],
    ]);
    await create({ lines: lines("50", "50") });
  });

  test("lets a change pass whose end is legal, whatever stood between", async () => {
    const { id, body } = await create({ lines: lines("50", "50") });
    const [first] = (JSON.parse(body) as { lines: readonly { id: string }[] }).lines;
    // All rows go and others come; the limit falls with them.
    await change(id, { lines: lines("10"), limit: "20" });
    await change(id, { limit: "200", lines: lines("100", "100") });
    const [, second] = JSON.parse((await change(id, {})).body).lines;
    await change(id, { lines: { delete: [second.id], upsert: [{ amount: "99" }] } });
    expect(first).toBeDefined();
  });

  test("refuses a change of the rows alone, and one of the record alone", async () => {
    const { id, body } = await create({ lines: lines("50", "49") });
    const rows = (JSON.parse(body) as { lines: readonly { id: string }[] }).lines;
    const ids = rows.map((row) => row.id);
    expect(await words(change(id, { lines: { delete: ids } }))).toEqual([
      ["invariant_failed", "", "An order has a line"],
    ]);
    expect(await words(change(id, { lines: { upsert: [{ amount: "2" }] } }))).toEqual([
      ["invariant_failed", "", "Beyond the limit"],
    ]);
    expect(await words(change(id, { limit: "98.99" }))).toEqual([
      ["invariant_failed", "", "Beyond the limit"],
      ["invariant_failed", "", "A line too large"],
    ]);
    const stored = await here.rows("select count(*)::int as n from ws_main.shop__line where _parent = $1", [
      id,
    ]);
    expect(stored).toEqual([{ n: 2 }]);
  });

  test("holds when rows are added from many sides at once", async () => {
    const { id } = await create({ lines: lines("40") });
    const tries = Array.from({ length: 12 }, () =>
      change(id, { lines: { upsert: [{ amount: "15" }] } }).then(
        () => 1,
        () => 0,
      ),
    );
    expect((await Promise.all(tries)).reduce<number>((sum, one) => sum + one, 0)).toBe(4);
    const stored = await here.rows(
      "select sum(amount)::text as sum from ws_main.shop__line where _parent = $1",
      [id],
    );
    expect(stored).toEqual([{ sum: "100.00" }]);
  });

  test("of many records names those that break it", async () => {
    const inputs = [{ lines: lines("1") }, {}, { lines: lines("2") }, {}];
    const write = here.records.createMany(
      context,
      "shop.order",
      inputs.map((input) => ({ name: named(), ...input })),
    );
    expect(await words(write)).toEqual([
      ["invariant_failed", "/rows/1", "An order has a line"],
      ["invariant_failed", "/rows/3", "An order has a line"],
    ]);
  });
});

test("a unique with a condition counts only what the condition holds for", async () => {
  await create({ name: "same", lines: lines("1") });
  await create({ name: "same", active: false, lines: lines("1") });
  const { id } = await create({ name: "same", active: false, lines: lines("1") });
  expect((await refused(create({ name: "same", lines: lines("1") }))).items).toEqual(["not_unique /name"]);
  expect((await refused(change(id, { active: true }))).items).toEqual(["not_unique /name"]);
});

test("records that break a new invariant over rows are told when it is published", async () => {
  const { id } = await create({ lines: lines("1") });
  const [order, line] = documents;
  const stricter = {
    ...order,
    invariants: [{ id: "two", check: "COUNT(lines) > 1", message: "Two lines" }],
  };
  const error = await refused(
    here.design.importApp(here.context, shopBundle({ documents: [stricter, line ?? {}] }), {
      dryRun: false,
      seed: false,
    }),
  );
  expect(error.items).toEqual(["invariant_failed /entity:order/invariants/two"]);
  expect(JSON.stringify(error.error.problems)).toContain(id);
});
