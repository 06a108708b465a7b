import type { JsonObject } from "@dougong/model";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { bodyOf, openShop, type Shop } from "./testing/open-shop.ts";
import { refused } from "./testing/refused.ts";

let shop: Shop;
let customer: string;
let product: string;
let order: string;
let rows: readonly JsonObject[];

beforeAll(async () => {
  shop = await openShop();
  customer = (
    await shop.records.create(shop.context, "shop.customer", { name: "Li", email: "li@example.com" })
  ).id;
  product = (await shop.records.create(shop.context, "shop.product", { name: "Tea" })).id;
});
afterAll(() => shop.close());

beforeEach(async () => {
  const made = await shop.records.create(shop.context, "shop.order", {
    customer,
    note: "first",
    lines: [1, 2, 3].map((qty) => ({ product, qty, price: "10" })),
  });
  order = made.id;
  rows = bodyOf(made).lines as readonly JsonObject[];
});

const patch = (ifMatch: number | "*", body: JsonObject) =>
  shop.records.update(shop.context, "shop.order", order, ifMatch, body);
const idOf = (index: number) => String(rows[index]?.id);
const quantities = (body: JsonObject) => (body.lines as readonly JsonObject[]).map((row) => row.qty);
const history = async () =>
  (
    await shop.rows(
      "select version, op, changes::text from ws_main._change where record = $1 order by version",
      [order],
    )
  ).map((entry) => ({ ...entry, changes: JSON.parse(String(entry.changes)) as readonly JsonObject[] }));

describe("update", () => {
  it("changes what is sent, clears by null, keeps the rest and steps one version", async () => {
    shop.clock.set("2026-01-06T01:00:00Z");
    const result = await patch(1, { discount: "0.25", note: null });
    expect(result).toMatchObject({ status: 200, version: 2 });
    expect(bodyOf(result)).toMatchObject({
      version: 2,
      discount: "0.2500",
      note: null,
      customer,
      subtotal: "60.00",
      total: "45.00",
      updated_at: "2026-01-06T01:00:00.000Z",
      created_at: expect.stringContaining("2026-01-0"),
    });
    expect((await history())[1]).toMatchObject({
      version: 2,
      op: "update",
      changes: [
        { path: "/discount", from: "0.0000", to: "0.2500" },
        { path: "/note", from: "first", to: null },
        { path: "/total", from: "60.00", to: "45.00" },
      ],
    });
  });

  it("takes a whole set of rows: kept by id in the order sent, new ones made, absent ones deleted", async () => {
    const body = bodyOf(
      await patch(1, { lines: [{ id: idOf(2), qty: 30 }, { product, qty: 9 }, { id: idOf(0) }] }),
    );
    expect(quantities(body)).toEqual([30, 9, 1]);
    expect(body).toMatchObject({ version: 2, subtotal: "319.00" });
    const lines = body.lines as readonly JsonObject[];
    expect(lines[0]).toMatchObject({ id: idOf(2), price: "10.00", amount: "300.00" });
    const { changes } = (await history())[1] ?? { changes: [] };
    expect(changes).toEqual(
      expect.arrayContaining([
        { path: `/lines/${idOf(2)}/qty`, from: 3, to: 30 },
        { path: `/lines/${idOf(1)}/qty`, from: 2, to: null },
        { path: `/lines/${String(lines[1]?.id)}/qty`, from: null, to: 9 },
      ]),
    );
    expect(changes.map((change) => change.path)).toContain("/lines");
  });

  it("takes a delta: changes and deletes in place, appends the new", async () => {
    const body = bodyOf(
      await patch(1, {
        lines: {
          upsert: [
            { product, qty: 7 },
            { id: idOf(1), qty: 20 },
          ],
          delete: [idOf(0)],
        },
      }),
    );
    expect(quantities(body)).toEqual([20, 3, 7]);
    expect(body).toMatchObject({ version: 2, subtotal: "237.00" });
  });

  it("empties the rows by null", async () => {
    expect(bodyOf(await patch(1, { lines: null }))).toMatchObject({
      lines: [],
      subtotal: "0.00",
      total: "0.00",
    });
  });

  it("reports problems of rows where they were sent", async () => {
    const absent = "00000000-0000-7000-8000-00000000ffff";
    const { items } = await refused(
      patch(1, {
        lines: {
          upsert: [{ id: idOf(1), qty: 0 }, { id: absent, qty: 1 }, { qty: 1 }],
          delete: [absent, 5],
          more: [],
        },
      }),
    );
    expect([...items].sort()).toEqual(
      [
        "out_of_range /lines/upsert/0/qty",
        "reference_not_found /lines/upsert/1/id",
        "required /lines/upsert/2/product",
        "reference_not_found /lines/delete/0",
        "type_mismatch /lines/delete/1",
        "unknown_member /lines/more",
      ].sort(),
    );
  });

  it("makes no version and no history of a patch that changes nothing", async () => {
    const result = await patch(1, {
      note: "first",
      discount: "0",
      lines: [{ id: idOf(0), qty: 1 }, { id: idOf(1) }, { id: idOf(2) }],
    });
    expect(result).toMatchObject({ status: 200, version: 1 });
    expect(await history()).toHaveLength(1);
  });

  it("ignores system members that equal the stored ones, and refuses others", async () => {
    const body = bodyOf(await patch(1, { note: "second" }));
    const { id, version, created_at, created_by, updated_at, updated_by } = body;
    await patch(2, {
      id,
      version,
      created_at,
      created_by,
      updated_at,
      updated_by,
      note: "third",
    } as JsonObject);
    expect((await refused(patch(3, { version: 9, created_by: null }))).items).toEqual([
      "read_only_field /version",
      "read_only_field /created_by",
    ]);
  });

  it("assigns a number when its condition comes to hold, once", async () => {
    const placed = bodyOf(await patch(1, { status: "placed" }));
    expect(placed.number).toMatch(/^SO-2026-\d{4}$/);
    expect((await history())[1]?.changes).toContainEqual({
      path: "/number",
      from: null,
      to: placed.number,
    });
    expect(bodyOf(await patch(2, { status: "draft" })).number).toBe(placed.number);
    expect(bodyOf(await patch(3, { status: "placed" })).number).toBe(placed.number);
  });

  it("keeps a reference into the trash that was there, and refuses a new one", async () => {
    const other = (await shop.records.create(shop.context, "shop.customer", { name: "Gone" })).id;
    await shop.records.remove(shop.context, "shop.customer", other, "*");
    expect((await refused(patch(1, { customer: other }))).items).toEqual(["reference_not_found /customer"]);
    await shop.rows(`update ws_main."shop__customer" set _deleted_at = now() where id = $1`, [customer]);
    expect((await patch(1, { customer, note: "still" })).version).toBe(2);
    await shop.rows(`update ws_main."shop__customer" set _deleted_at = null where id = $1`, [customer]);
  });

  it("keeps a retired option that stands, and refuses to choose it anew", async () => {
    const { id } = await shop.records.create(shop.context, "shop.customer", { name: "Old" });
    await shop.rows(`update ws_main."shop__customer" set level = 'old' where id = $1`, [id]);
    expect(
      (await shop.records.update(shop.context, "shop.customer", id, 1, { level: "old", credit: "5" }))
        .version,
    ).toBe(2);
    await shop.records.update(shop.context, "shop.customer", id, 2, { level: "gold" });
    expect(
      (await refused(shop.records.update(shop.context, "shop.customer", id, 3, { level: "old" }))).items,
    ).toEqual(["reference_not_found /level"]);
  });

  it("is not found for what is not there, is in the trash, or has no id of ours", async () => {
    for (const id of ["00000000-0000-7000-8000-00000000ffff", "x'; drop table", "7"]) {
      expect(
        (await refused(shop.records.update(shop.context, "shop.order", id, 1, { note: "x" }))).code,
      ).toBe("not_found");
    }
    await shop.records.remove(shop.context, "shop.order", order, 1);
    expect((await refused(patch("*", { note: "x" }))).code).toBe("not_found");
  });

  it("replays a key though the version has moved on", async () => {
    const context = { ...shop.context, idempotency: { key: "patch", fingerprint: "f" } };
    const first = await shop.records.update(context, "shop.order", order, 1, { note: "once" });
    const again = await shop.records.update(context, "shop.order", order, 1, { note: "once" });
    expect(again).toEqual({ ...first, replayed: true });
    expect(await history()).toHaveLength(2);
  });

  it("answers a dry run without changing anything", async () => {
    const result = await shop.records.update({ ...shop.context, dryRun: true }, "shop.order", order, 1, {
      status: "placed",
      lines: null,
    });
    expect(bodyOf(result)).toMatchObject({ version: 2, number: null, lines: [], total: "0.00" });
    expect(await history()).toHaveLength(1);
    expect((await patch(1, { note: "x" })).version).toBe(2);
  });
});

describe("a stale version", () => {
  it("answers what is stored, what was sent and what both sides changed", async () => {
    await patch(1, { note: "theirs", discount: "0.2" });
    const { code, error } = await refused(patch(1, { note: "mine", status: "placed", discount: "0" }));
    expect(code).toBe("version_conflict");
    expect(error.members).toMatchObject({
      base: 1,
      current: { id: order, version: 2, note: "theirs" },
      submitted: { note: "mine", status: "placed", discount: "0" },
      // The discount was sent back as it had been read.
      conflicts: ["/note"],
    });
  });

  it("is overwritten with *", async () => {
    await patch(1, { note: "theirs" });
    expect(bodyOf(await patch("*", { discount: "0.1" }))).toMatchObject({
      version: 3,
      note: "theirs",
      discount: "0.1000",
    });
  });
});
