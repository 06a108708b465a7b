import type { Document, JsonObject } from "@dougong/model";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodyOf, openShop, type Shop } from "./testing/open-shop.ts";
import { refused } from "./testing/refused.ts";

const documents: readonly Document[] = [
  {
    kind: "entity",
    id: "region",
    fields: [{ id: "name", type: "text" }],
  },
  {
    kind: "entity",
    id: "customer",
    fields: [
      { id: "active", type: "boolean", default: true },
      { id: "region", type: "reference", to: "region" },
    ],
  },
  {
    kind: "entity",
    id: "contact",
    label: "Contact",
    fields: [{ id: "customer", type: "reference", to: "customer" }],
  },
  {
    kind: "entity",
    id: "order",
    fields: [
      { id: "customer", type: "reference", to: "customer", where: "active" },
      { id: "contact", type: "reference", to: "contact", where: "customer = $record.customer" },
      { id: "place", type: "text" },
      {
        id: "local",
        type: "reference",
        to: "customer",
        where: "ISNULL($record.place) OR region.name = $record.place",
      },
      { id: "items", type: "lines", entity: "item" },
    ],
  },
  {
    kind: "entity",
    id: "item",
    ownedBy: "order",
    fields: [
      { id: "strict", type: "boolean" },
      {
        id: "contact",
        type: "reference",
        to: "contact",
        where: "NOT $row.strict OR customer = $record.customer",
      },
    ],
  },
];

let shop: Shop;
let [a, b, idle, ofA, ofB]: string[] = [];
const create = (entity: string, input: JsonObject) =>
  shop.records.create(shop.context, `shop.${entity}`, input);
const make = async (entity: string, input: JsonObject) => (await create(entity, input)).id;
const order = (input: JsonObject) => create("order", input);
const patch = (id: string, body: JsonObject) =>
  shop.records.update(shop.context, "shop.order", id, "*", body);

beforeAll(async () => {
  shop = await openShop({ design: { name: "choices", documents } });
  const north = await make("region", { name: "north" });
  a = await make("customer", { region: north });
  b = await make("customer", {});
  idle = await make("customer", { active: false });
  ofA = await make("contact", { customer: a });
  ofB = await make("contact", { customer: b });
});
afterAll(() => shop.close());

describe("a reference's where", () => {
  it("says what may be chosen, over the record as it will stand", async () => {
    expect(bodyOf(await order({ customer: a ?? null, contact: ofA ?? null })).contact).toBe(ofA);
    const wrong = await refused(order({ customer: a ?? null, contact: ofB ?? null }));
    expect(wrong.items).toEqual(["reference_not_found /contact"]);
    expect(wrong.error.problems[0]).toMatchObject({
      params: { label: "contact", entity: "Contact" },
      got: ofB,
    });
    expect((await refused(order({ customer: idle ?? null, contact: ofB ?? null }))).items.toSorted()).toEqual(
      ["reference_not_found /contact", "reference_not_found /customer"],
    );
  });

  it("is asked when the reference is set or changed, not while it stays", async () => {
    const { id } = await order({ customer: a ?? null, contact: ofA ?? null });
    expect(bodyOf(await patch(id, { customer: b ?? null })).contact).toBe(ofA);
    expect((await refused(patch(id, { contact: ofA ?? null, customer: idle ?? null }))).items).toEqual([
      "reference_not_found /customer",
    ]);
    expect(bodyOf(await patch(id, { contact: ofB ?? null })).contact).toBe(ofB);
  });

  it("follows references of what is chosen", async () => {
    await order({ local: a ?? null, place: "north" });
    expect((await refused(order({ local: b ?? null, place: "north" }))).items).toEqual([
      "reference_not_found /local",
    ]);
    await order({ local: b ?? null });
  });

  it("knows in rows the row and its owner, and holds in imports and batches", async () => {
    const items = [
      { strict: false, contact: ofB ?? null },
      { strict: true, contact: ofB ?? null },
    ];
    expect((await refused(order({ customer: a ?? null, items }))).items).toEqual([
      "reference_not_found /items/1/contact",
    ]);
    const rows = [{ customer: a ?? null }, { customer: idle ?? null }];
    expect((await refused(shop.records.createMany(shop.context, "shop.order", rows))).items).toEqual([
      "reference_not_found /rows/1/customer",
    ]);
    const operations = rows.map((data) => ({ op: "create" as const, entity: "shop.order", data }));
    expect((await refused(shop.records.batch(shop.context, operations))).items).toEqual([
      "reference_not_found /operations/1/data/customer",
    ]);
  });
});
