import { describe, expect, it } from "vitest";
import { shopCatalogue } from "../testing/open-shop.ts";
import { lockOrder } from "./lock-order.ts";

describe("the lock order", () => {
  const order = lockOrder(shopCatalogue());
  const place = (id: string) => order.get(id) ?? Number.NaN;

  it("gives every entity a place of its own", () => {
    expect(new Set(order.values()).size).toBe(shopCatalogue().entities.size);
  });

  it("puts what is referenced before what refers to it, also by its rows", () => {
    expect(place("shop.customer")).toBeLessThan(place("shop.order"));
    expect(place("shop.product")).toBeLessThan(place("shop.order"));
    expect(place("shop.order")).toBeLessThan(place("shop.payment"));
    expect(place("system.user")).toBeLessThan(place("shop.order"));
  });

  it("orders a cycle by id", () => {
    expect(place("system.user") - place("system.unit")).toBe(1);
  });
});
