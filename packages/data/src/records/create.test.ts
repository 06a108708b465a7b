import { ProblemError } from "@dougong/model";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodyOf, openShop, type Shop } from "./testing/open-shop.ts";

let shop: Shop;
let customer: string;
let product: string;

beforeAll(async () => {
  shop = await openShop();
  customer = (await shop.records.create(shop.context, "shop.customer", { name: "Li" })).id;
  product = (await shop.records.create(shop.context, "shop.product", { name: "Tea" })).id;
});
afterAll(() => shop.close());

describe("create", () => {
  it("answers the record with defaults, rows and computed values", async () => {
    const result = await shop.records.create(shop.context, "shop.order", {
      customer,
      discount: "0.1",
      lines: [{ product, qty: 2, price: "9.99" }, { product, qty: 3 }],
    });
    expect(result.status).toBe(201);
    expect(bodyOf(result)).toMatchObject({
      id: result.id,
      version: 1,
      customer,
      status: "draft",
      number: null,
      ordered_on: "2026-01-05",
      owner: shop.admin,
      discount: "0.1000",
      lines: [{ qty: 2, price: "9.99", amount: "19.98" }, { qty: 3, price: "1.00", amount: "3.00" }],
      subtotal: "22.98",
      total: "20.68",
      created_at: "2026-01-05T01:00:00.000Z",
      created_by: shop.admin,
    });
  });
});
