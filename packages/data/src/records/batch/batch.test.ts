import type { JsonObject } from "@dougong/model";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodyOf, openShop, type Shop } from "../testing/open-shop.ts";
import { refused } from "../testing/refused.ts";
import type { BatchOperation } from "./operation.ts";

let shop: Shop;
let product: string;

beforeAll(async () => {
  shop = await openShop({ connections: 20 });
  product = (await shop.records.create(shop.context, "shop.product", { name: "Tea" })).id;
});
afterAll(() => shop.close());

type Results = readonly { readonly status: number; readonly record?: JsonObject }[];
const batch = async (operations: readonly BatchOperation[], context = shop.context): Promise<Results> => {
  const result = await shop.records.batch(context, operations);
  return JSON.parse(result.body).results;
};
const customer = (data: JsonObject, more: Partial<BatchOperation> = {}): BatchOperation => ({
  op: "create",
  entity: "shop.customer",
  data,
  ...more,
});
const made = async (data: JsonObject) => (await shop.records.create(shop.context, "shop.customer", data)).id;
const upsert = (data: JsonObject, more: Partial<BatchOperation> = {}): BatchOperation => ({
  op: "upsert",
  entity: "shop.customer",
  key: ["email"],
  data,
  ...more,
});
const history = (id: string) =>
  shop.rows(
    "select version, op, row->>'name' as name, row->>'number' as number, changes::text as changes from ws_main._change where record = $1 order by pos",
    [id],
  );

describe("an atomic batch", () => {
  it("creates records that point to each other, in references and lines", async () => {
    const results = await batch([
      customer({ name: "New" }, { as: "c" }),
      { op: "create", entity: "shop.product", data: { name: "Cup" }, as: "p" },
      {
        op: "create",
        entity: "shop.order",
        as: "o",
        data: {
          customer: { $ref: "c.id" },
          status: "placed",
          note: { $ref: "c.name" },
          lines: [{ product: { $ref: "p.id" }, qty: 2, price: "3" }],
        },
      },
      { op: "create", entity: "shop.payment", data: { order: { $ref: "o.id" }, amount: "6" } },
      { op: "update", entity: "shop.order", id: { $ref: "o.id" }, version: 1, data: { discount: "0.1" } },
    ]);
    expect(results.map((one) => one.status)).toEqual([201, 201, 201, 201, 200]);
    const order = results[4]?.record ?? {};
    expect(order).toMatchObject({ version: 2, number: "SO-2026-0001", total: "5.40", note: "New" });
    expect(order.customer).toEqual(results[0]?.record?.id);
    expect(results[3]?.record?.order).toBe(order.id);
    expect(await history(String(order.id))).toMatchObject([
      { version: 1, op: "create", number: null },
      { version: 2, op: "update", number: "SO-2026-0001" },
    ]);
  });

  it("changes a record more than once, in order, and deletes in between", async () => {
    const id = await made({ name: "One" });
    const gone = await made({ name: "Gone" });
    const results = await batch([
      { op: "update", entity: "shop.customer", id, version: 1, data: { name: "Two" } },
      { op: "delete", entity: "shop.customer", id: gone, version: "*" },
      { op: "update", entity: "shop.customer", id, version: 2, data: { name: "Three" } },
      { op: "update", entity: "shop.customer", id, version: "*", data: { name: "Three" } },
    ]);
    expect(results.map((one) => [one.status, one.record?.name])).toEqual([
      [200, "Three"],
      [204, undefined],
      [200, "Three"],
      [200, "Three"],
    ]);
    expect((await history(id)).map((row) => [row.version, row.name])).toEqual([
      [1, "One"],
      [2, "Two"],
      [3, "Three"],
    ]);
    expect((await history(gone)).map((row) => row.op)).toEqual(["create", "delete"]);
  });

  it("tells every problem of every operation, whatever its code, and leaves nothing", async () => {
    const id = await made({ name: "Stays" });
    const answer = await refused(
      batch([
        customer({ name: "Fine" }, { as: "fine" }),
        customer({ nme: "x", email: "no" }),
        { op: "update", entity: "shop.customer", id, version: 7, data: { name: "x" } },
        { op: "update", entity: "shop.customer", id, data: { name: "x" } },
        { op: "update", entity: "shop.customer", id: "nothing", version: 1, data: {} },
        { op: "delete", entity: "shop.customer", id: "018f0000-0000-7000-8000-000000000000", version: 1 },
        { op: "create", entity: "shop.order_line", data: {} },
        { op: "create", entity: "shop.nothing", data: {} },
        {
          op: "create",
          entity: "shop.order",
          data: { customer: id, lines: [{ qty: 1, product: { $ref: "x.id" } }] },
        },
        {
          op: "create",
          entity: "shop.order",
          data: {
            customer: "018f0000-0000-7000-8000-000000000000",
            due_on: "2020-01-01",
            lines: [{ product, qty: 0 }],
          },
        },
        upsert({ name: "No e-mail" }),
        upsert({ name: "x" }, { key: ["name"] }),
      ]),
    );
    expect(answer.code).toBe("validation_failed");
    expect(answer.items).toEqual([
      "unknown_field /operations/1/data/nme",
      "bad_format /operations/1/data/email",
      "required /operations/1/data/name",
      "version_conflict /operations/2/version",
      "precondition_required /operations/3/version",
      "not_found /operations/4/id",
      "not_found /operations/5/id",
      "owned_entity /operations/6",
      "not_found /operations/7/entity",
      "reference_not_found /operations/8/data/lines/0/product",
      "out_of_range /operations/9/data/lines/0/qty",
      "reference_not_found /operations/9/data/customer",
      "required /operations/10/data/email",
      "ambiguous /operations/11/key",
    ]);
    expect(await shop.rows(`select 1 from ws_main."shop__customer" where name = 'Fine'`)).toEqual([]);
    expect(await history(id)).toHaveLength(1);
  });

  it("tells what only the database knows at the operation's place", async () => {
    await made({ name: "Taken", email: "taken@example.com" });
    const answer = await refused(
      batch([customer({ name: "a" }), customer({ name: "b", email: "taken@example.com" })]),
    );
    expect(answer.items).toEqual(["not_unique /operations/1/data/email"]);
    const twice = await refused(
      batch([customer({ name: "a", email: "t@e.com" }), customer({ name: "b", email: "t@e.com" })]),
    );
    expect(twice.items).toEqual(["not_unique /operations/1/data/email"]);
  });

  it("refuses to delete what is in use, and lets go of what is cleared", async () => {
    const parent = await made({ name: "Parent" });
    const child = await made({ name: "Child", parent });
    const results = await batch([
      { op: "update", entity: "shop.customer", id: child, version: 1, data: { credit: "5" } },
      { op: "delete", entity: "shop.customer", id: parent, version: 1 },
      { op: "update", entity: "shop.customer", id: child, version: 3, data: { credit: "6" } },
    ]);
    expect(results[2]?.record).toMatchObject({ parent: null, credit: "6.00", version: 4 });
    expect((await history(child)).map((row) => row.version)).toEqual([1, 2, 3, 4]);

    const order = await shop.records.create(shop.context, "shop.order", { customer: child });
    const held = await refused(batch([{ op: "delete", entity: "shop.customer", id: child, version: "*" }]));
    expect(held.items).toEqual(["in_use /operations/0"]);
    const both = await batch([
      { op: "delete", entity: "shop.order", id: order.id, version: 1 },
      { op: "delete", entity: "shop.customer", id: child, version: "*" },
    ]);
    expect(both.map((one) => one.status)).toEqual([204, 204]);
  });

  it("is one outcome for its Idempotency-Key, and none with Dry-Run", async () => {
    const context = { ...shop.context, idempotency: { key: "batch-1", fingerprint: "a" } };
    const operations = [customer({ name: "Once" })];
    const first = await shop.records.batch(context, operations);
    const again = await shop.records.batch(context, operations);
    expect([again.replayed, again.body]).toEqual([true, first.body]);
    expect(await shop.rows(`select 1 from ws_main."shop__customer" where name = 'Once'`)).toHaveLength(1);
    expect(
      (
        await refused(
          shop.records.batch({ ...context, idempotency: { key: "batch-1", fingerprint: "b" } }, []),
        )
      ).code,
    ).toBe("idempotency_mismatch");

    const tried = await batch(
      [
        { op: "create", entity: "shop.order", data: { customer: { $ref: "c.id" }, status: "placed" } },
        customer({ name: "Dry" }, { as: "c" }),
      ].reverse() as BatchOperation[],
      { ...shop.context, dryRun: true },
    );
    expect(tried[1]?.record).toMatchObject({ number: null, status: "placed" });
    expect(await shop.rows(`select 1 from ws_main."shop__customer" where name = 'Dry'`)).toEqual([]);
  });

  it("keeps an Idempotency-Key of many creates, too", async () => {
    const context = { ...shop.context, idempotency: { key: "many-1", fingerprint: "a" } };
    const first = await shop.records.createMany(context, "shop.product", [{ name: "Many" }]);
    const again = await shop.records.createMany(context, "shop.product", [{ name: "Many" }]);
    expect(again.ids).toEqual(first.ids);
    expect(await shop.rows(`select 1 from ws_main."shop__product" where name = 'Many'`)).toHaveLength(1);
  });

  it("never blocks another batch in a circle, whatever the order of their records", async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, (_, index) => made({ name: `C${index}` })));
    const rounds = Array.from({ length: 24 }, (_, round) => {
      const order = ids
        .map((id, index) => ({ id, at: (index * 7 + round * 5) % 12 }))
        .sort((a, b) => a.at - b.at);
      return batch(
        order.map(({ id }) => ({
          op: "update" as const,
          entity: "shop.customer",
          id,
          version: "*" as const,
          data: { credit: String(round) },
        })),
      );
    });
    await Promise.all(rounds);
    const stored = await shop.rows(`select version from ws_main."shop__customer" where id = any($1)`, [ids]);
    // A round that sets what is there already makes no version.
    expect(stored.every((row) => Number(row.version) >= 24)).toBe(true);
    const [deadlocks] = await shop.rows(
      "select deadlocks::int as n from pg_stat_database where datname = current_database()",
    );
    expect(deadlocks).toEqual({ n: 0 });
  });

  it("writes a thousand operations in a few round trips", async () => {
    const started = performance.now();
    const results = await batch(
      Array.from({ length: 1000 }, (_, index) =>
        customer({ name: `K${index}`, email: `k${index}@example.com` }),
      ),
    );
    expect(results).toHaveLength(1000);
    const updated = await batch(
      results.map(({ record }) => ({
        op: "update" as const,
        entity: "shop.customer",
        id: String(record?.id),
        version: 1,
        data: { credit: "7" },
      })),
    );
    expect(updated.every((one) => one.record?.version === 2 && one.record.credit === "7.00")).toBe(true);
    expect(performance.now() - started).toBeLessThan(8000);
    const few = await refused(batch(Array.from({ length: 1001 }, () => customer({ name: "x" }))));
    expect(few.items).toEqual(["too_many /operations"]);
  });
});

describe("an upsert", () => {
  it("inserts, then changes the record with the key", async () => {
    const [first] = await batch([upsert({ name: "Up", email: "up@example.com" })]);
    const [second] = await batch([upsert({ name: "Up 2", email: "up@EXAMPLE.com" })]);
    expect([first?.status, second?.status, second?.record?.id]).toEqual([201, 200, first?.record?.id]);
    expect(second?.record).toMatchObject({ name: "Up 2", version: 2 });
    const both = await batch([
      upsert({ name: "In one", email: "in@example.com" }, { as: "u" }),
      upsert({ name: "In two", email: "in@example.com" }),
      { op: "create", entity: "shop.order", data: { customer: { $ref: "u.id" } } },
    ]);
    expect(both.map((one) => one.status)).toEqual([201, 200, 201]);
    expect(both[2]?.record?.customer).toBe(both[1]?.record?.id);
  });

  it("goes by the `unique` that its key names, with its condition", async () => {
    const key = ["level", "name"];
    const [gold] = await batch([upsert({ name: "Lev", level: "gold" }, { key })]);
    const [again] = await batch([upsert({ name: "Lev", level: "gold", credit: "9" }, { key })]);
    expect([again?.status, again?.record?.id]).toEqual([200, gold?.record?.id]);
    const [basic] = await batch([upsert({ name: "Lev", level: "basic" }, { key })]);
    const [other] = await batch([upsert({ name: "Lev", level: "basic" }, { key })]);
    expect([basic?.status, other?.status]).toEqual([201, 201]);
  });

  it("makes one record of fifty at the same time, and refuses none", async () => {
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        shop.records.each(shop.context, [upsert({ name: `P${index}`, email: "fifty@example.com" })]),
      ),
    );
    const statuses = results.flat().map((one) => ("status" in one ? one.status : one.error));
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 200)).toHaveLength(49);
    const stored = await shop.rows(
      `select version from ws_main."shop__customer" where email = 'fifty@example.com'`,
    );
    expect(stored).toEqual([{ version: 50 }]);
  });

  it("meets creates of the same key without a failure of its own", async () => {
    for (let round = 0; round < 8; round += 1) {
      const email = `race${round}@example.com`;
      const results = await Promise.allSettled([
        made({ name: "Create", email }),
        batch([upsert({ name: "Upsert", email })]),
        batch([upsert({ name: "Upsert", email })]),
      ]);
      expect(results.slice(1).map((one) => one.status)).toEqual(["fulfilled", "fulfilled"]);
      expect(
        await shop.rows(`select 1 from ws_main."shop__customer" where email = $1`, [email]),
      ).toHaveLength(1);
    }
  });
});

describe("a batch that is not atomic", () => {
  it("does what it can, and tells of the rest", async () => {
    const results = await shop.records.each(shop.context, [
      customer({ name: "Each", email: "each@example.com" }, { as: "c" }),
      customer({ name: "Each 2", email: "each@example.com" }),
      { op: "create", entity: "shop.order", data: { customer: { $ref: "c.id" } } },
      { op: "update", entity: "shop.customer", id: "nothing", version: 1, data: {} },
      { op: "delete", entity: "shop.order", id: { $ref: "missing.id" }, version: 1 },
    ]);
    const told = results.map((one) =>
      "error" in one
        ? [one.error.code, one.error.problems[0]?.path]
        : [one.status, JSON.parse(one.record ?? "null")?.version],
    );
    expect(told).toEqual([
      [201, 1],
      ["validation_failed", "/operations/1/data/email"],
      [201, 1],
      ["not_found", "/operations/3/id"],
      ["validation_failed", "/operations/4/id"],
    ]);
  });

  it("goes on where it was when it is repeated with its key", async () => {
    const context = { ...shop.context, idempotency: { key: "each-1", fingerprint: "a" } };
    const operations = [customer({ name: "E1" }), customer({ name: "E2" })];
    const first = await shop.records.each(context, operations.slice(0, 1));
    const again = await shop.records.each(context, operations);
    expect(again[0]).toEqual(first[0]);
    expect(await shop.rows(`select 1 from ws_main."shop__customer" where name in ('E1', 'E2')`)).toHaveLength(
      2,
    );
  });
});

it("an answer of a batch is the record as it is read", async () => {
  const [one] = await batch([customer({ name: "Read", level: "gold" })]);
  const { $warnings, ...record } = one?.record ?? {};
  expect($warnings).toHaveLength(1);
  const patched = await shop.records.update(shop.context, "shop.customer", String(record.id), "*", {});
  expect(bodyOf(patched)).toMatchObject(record);
});
