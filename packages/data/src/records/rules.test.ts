import type { JsonObject } from "@dougong/model";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodyOf, openShop, type Shop } from "./testing/open-shop.ts";
import { refused } from "./testing/refused.ts";

let shop: Shop;
let customer: string;
let product: string;

beforeAll(async () => {
  shop = await openShop();
  customer = (await shop.records.create(shop.context, "shop.customer", { name: "Li" })).id;
  product = (await shop.records.create(shop.context, "shop.product", { name: "Tea" })).id;
});
afterAll(() => shop.close());

const create = (entity: string, input: JsonObject) =>
  shop.records.create(shop.context, `shop.${entity}`, input);

describe("the rules of an entity", () => {
  it("refuse in the designer's words, on create and on update", async () => {
    const { items, error } = await refused(create("order", { customer, discount: "0.4" }));
    expect(items).toEqual(["rule_failed /note"]);
    expect(error.problems[0]?.message).toBe("Say why");
    const { id } = await create("order", { customer, discount: "0.4", note: "old friend" });
    expect(
      (await refused(shop.records.update(shop.context, "shop.order", id, 1, { note: null }))).items,
    ).toEqual(["rule_failed /note"]);
  });

  it("refuse together with what else is wrong, but say nothing of what could not be read", async () => {
    expect((await refused(create("order", { discount: "0.4", colour: 1 }))).items).toEqual([
      "unknown_field /colour",
      "rule_failed /note",
      "required /customer",
    ]);
    expect((await refused(create("order", { customer, discount: "0.4", note: 5 }))).items).toEqual([
      "type_mismatch /note",
    ]);
  });

  it("set values over what was given, and their warnings are answered", async () => {
    const made = bodyOf(await create("customer", { name: "Gold", level: "gold", credit: "0" }));
    expect(made).toMatchObject({
      credit: "100.00",
      $warnings: [{ rule: "shop.gold_credit", path: "/credit", message: "Gold starts with 100" }],
    });
    expect(
      (await shop.rows(`select credit::text from ws_main."shop__customer" where id = $1`, [made.id]))[0],
    ).toEqual({ credit: "100.00" });
    const read = bodyOf(await create("customer", { name: "Plain" }));
    expect(read).not.toHaveProperty("$warnings");
  });

  it("set values in many records, too", async () => {
    const { ids } = await shop.records.createMany(shop.context, "shop.customer", [
      { name: "G1", level: "gold" },
      { name: "P1" },
    ]);
    const stored = await shop.rows(
      `select credit::text from ws_main."shop__customer" where id = any($1) order by name`,
      [ids],
    );
    expect(stored).toEqual([{ credit: "100.00" }, { credit: "0.00" }]);
  });

  it("run for rows, and report where the row was sent", async () => {
    const made = await create("order", { customer, lines: [{ product, qty: 1 }] });
    expect(
      (
        await refused(
          create("order", {
            customer,
            lines: [
              { product, qty: 1 },
              { product, qty: 1, price: "0" },
            ],
          }),
        )
      ).items,
    ).toEqual(["required /lines/1/note"]);
    const added = shop.records.update(shop.context, "shop.order", made.id, 1, {
      lines: { upsert: [{ product, qty: 1, price: "0" }] },
    });
    expect((await refused(added)).items).toEqual(["required /lines/upsert/0/note"]);
  });

  it("may forbid a deletion", async () => {
    const { id } = await create("order", { customer, status: "placed" });
    const { items, error } = await refused(shop.records.remove(shop.context, "shop.order", id, 1));
    expect(items).toEqual(["rule_failed "]);
    expect(error.problems[0]?.message).toBe("Placed orders stay");
  });
});
