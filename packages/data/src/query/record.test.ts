import { parameter, sql, toQuery } from "@dougong/expression";
import { fieldStorages } from "@dougong/fields/storage";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "../actor/actor.ts";
import type { WriteContext } from "../records/record-service.ts";
import { openShop, type Shop } from "./fixture/shop.ts";
import { compileRecordJson } from "./record/compile-record-json.ts";

let shop: Shop;
let write: WriteContext;

beforeAll(async () => {
  shop = await openShop();
  const { catalogue, settings } = shop.context();
  write = { actor: systemActor("test"), via: { kind: "api" }, catalogue, settings, dryRun: false };
});

afterAll(() => shop.close());

const nowhere = "00000000-0000-7000-8000-00000000ffff";
const notFound = { code: "not_found" };

describe("one record", () => {
  test("is answered with its version, as a list would show it", async () => {
    const [id = ""] = await shop.insert("shop.customer", [{ name: "张三", version: 7 }]);
    const { body, version } = await shop.queries.get(shop.context(), "shop.customer", id, {});
    const { data } = await shop.list({ from: "shop.customer", where: { "==": [{ var: "id" }, id] } });
    expect(version).toBe(7);
    expect(JSON.parse(body)).toEqual(data[0]);
  });

  test("is narrowed and expanded as a list is", async () => {
    const [city = ""] = await shop.insert("shop.city", [{ name: "杭州" }]);
    const [id = ""] = await shop.insert("shop.customer", [{ name: "李四", city }]);
    expect(await shop.get("shop.customer", id, { select: ["name", "city.name", "$label"] })).toEqual({
      id,
      name: "李四",
      city: { id: city, $label: "杭州", name: "杭州" },
      $label: "李四",
    });
    expect(await shop.get("shop.customer", id, { expand: ["city"] })).toMatchObject({
      name: "李四",
      city: { $label: "杭州", version: 1 },
    });
    await expect(shop.get("shop.customer", id, { select: ["nmae"], expand: ["name"] })).rejects.toMatchObject(
      {
        problems: [
          { code: "unknown_field", path: "/select/0" },
          { code: "type_mismatch", path: "/expand/0" },
        ],
      },
    );
  });

  test("is not found where it is not there, in the trash, or no id at all", async () => {
    const [gone = ""] = await shop.insert("shop.customer", [
      { name: "x", _deleted_at: "2026-01-01T00:00:00Z" },
    ]);
    for (const id of [nowhere, gone, "", "1", "x' or true --", gone.toUpperCase()]) {
      await expect(shop.get("shop.customer", id), id).rejects.toMatchObject(notFound);
      await expect(shop.queries.history(shop.context(), "shop.customer", id), id).rejects.toMatchObject(
        notFound,
      );
    }
    await expect(shop.get("shop.nothing", nowhere)).rejects.toMatchObject(notFound);
  });

  test("a row has its owner's version", async () => {
    const [order = ""] = await shop.insert("shop.order", [{ number: "1", version: 5 }]);
    const [row = ""] = await shop.insert("shop.order_line", [{ _parent: order, _position: 0, qty: 3 }]);
    const { body, version } = await shop.queries.get(shop.context(), "shop.order_line", row, {});
    expect(version).toBe(5);
    expect(JSON.parse(body)).toEqual({
      id: row,
      $parent: order,
      product: null,
      qty: 3,
      price: null,
      amount: null,
    });
  });
});

describe("a record's past", () => {
  const made = async () => {
    const product = (await shop.records.create(write, "shop.product", { name: "Bolt" })).id;
    const customer = (
      await shop.records.create(write, "shop.customer", { name: "Old", phone: "13812341234" })
    ).id;
    const created = await shop.records.create(write, "shop.order", {
      number: "A",
      customer,
      ordered_on: "2026-01-01",
      lines: [{ product, qty: 2, price: "1.5" }],
    });
    const row = JSON.parse(created.body).lines[0].id;
    await shop.records.update(write, "shop.order", created.id, 1, {
      number: "B",
      lines: { upsert: [{ id: row, qty: 3 }] },
    });
    await shop.records.update(write, "shop.customer", customer, 1, { name: "New" });
    return { product, customer, order: created, row };
  };

  test("is answered as it was, with its rows and computed values", async () => {
    const { order } = await made();
    expect(await shop.get("shop.order", order.id, { version: 1 })).toEqual(JSON.parse(order.body));
    expect(await shop.get("shop.order", order.id, { version: 2 })).toEqual(
      await shop.get("shop.order", order.id),
    );
    expect(await shop.queries.get(shop.context(), "shop.order", order.id, { version: 1 })).toMatchObject({
      version: 1,
    });
  });

  test("is narrowed, and what it points to is opened as it is today", async () => {
    const { customer, order, product, row } = await made();
    const then = await shop.get("shop.order", order.id, {
      version: 1,
      select: ["number", "customer.name", "lines.qty", "lines.product.name"],
    });
    expect(then).toEqual({
      id: order.id,
      number: "A",
      customer: { id: customer, $label: "New", name: "New" },
      lines: [{ id: row, qty: 2, product: { id: product, $label: "Bolt", name: "Bolt" } }],
    });
  });

  test("is not found before it began, nor after its end, nor without the record", async () => {
    const { order, customer } = await made();
    for (const version of [0, -1, 3, 1.5, 2 ** 40])
      await expect(shop.get("shop.order", order.id, { version }), String(version)).rejects.toMatchObject(
        notFound,
      );
    await shop.records.remove(write, "shop.order", order.id, 2);
    await expect(shop.get("shop.order", order.id, { version: 1 })).rejects.toMatchObject(notFound);
    await expect(shop.get("shop.product", customer, { version: 1 })).rejects.toMatchObject(notFound);
  });

  test("is listed newest first, with the values of rows by their ids", async () => {
    const { order, row } = await made();
    const history = JSON.parse(await shop.queries.history(shop.context(), "shop.order", order.id));
    expect(history.data.map((entry: { version: number }) => entry.version)).toEqual([2, 1]);
    expect(history.data[0]).toMatchObject({
      version: 2,
      by: null,
      at: "2026-03-01T10:00:00.000Z",
      via: { kind: "api" },
    });
    expect(history.data[0].changes).toEqual(
      expect.arrayContaining([
        { path: "/number", from: "A", to: "B" },
        { path: `/lines/${row}/qty`, from: 2, to: 3 },
        { path: `/lines/${row}/amount`, from: "3.00", to: "4.50" },
      ]),
    );
    const [untold = ""] = await shop.insert("shop.product", [{ name: "by SQL" }]);
    expect(JSON.parse(await shop.queries.history(shop.context(), "shop.product", untold))).toEqual({
      data: [],
      page: { next: null },
    });
  });
});

test("a write answers with the very text that a read gives", async () => {
  const [id = ""] = await shop.insert("shop.customer", [{ name: "同", balance: "1" }]);
  const fragment = compileRecordJson(
    { schema: "ws_main", storages: fieldStorages },
    shop.context(),
    "shop.customer",
    sql`${parameter(id, "uuid")}`,
  );
  const { text, values } = toQuery(fragment);
  const { rows } = await shop.workspace.pool.query(text, [...values]);
  expect(rows).toEqual([{ body: (await shop.queries.get(shop.context(), "shop.customer", id, {})).body }]);
});
