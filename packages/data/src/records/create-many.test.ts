import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openShop, type Shop } from "./testing/open-shop.ts";
import { refused } from "./testing/refused.ts";

let shop: Shop;
let product: string;

beforeAll(async () => {
  shop = await openShop();
  product = (await shop.records.create(shop.context, "shop.product", { name: "Tea" })).id;
});
afterAll(() => shop.close());

const many = (entity: string, inputs: Parameters<Shop["records"]["createMany"]>[2]) =>
  shop.records.createMany(shop.context, `shop.${entity}`, inputs);
const count = async (entity: string) =>
  Number((await shop.rows(`select count(*)::int as n from ws_main."shop__${entity}"`))[0]?.n);

describe("createMany", () => {
  it("writes 5,000 records with their history well under ten seconds", async () => {
    const started = performance.now();
    const { ids } = await many(
      "customer",
      Array.from({ length: 5000 }, (_, index) => ({
        name: `Customer ${index}`,
        email: `c${index}@example.com`,
        credit: `${index}.5`,
      })),
    );
    expect(performance.now() - started).toBeLessThan(8000);
    expect(new Set(ids).size).toBe(5000);
    const [stored] = await shop.rows(
      `select count(*)::int as n, sum(credit)::text as credit from ws_main."shop__customer"`,
    );
    expect(stored).toEqual({ n: 5000, credit: "12500000.00" });
    const [logged] = await shop.rows(
      "select count(*)::int as n, count(distinct record)::int as records from ws_main._change where entity = 'shop.customer' and op = 'create' and version = 1",
    );
    expect(logged).toEqual({ n: 5000, records: 5000 });
  });

  it("writes rows, computed values and numbers in the order of the inputs", async () => {
    const { id: customer } = await shop.records.create(shop.context, "shop.customer", { name: "Many" });
    const { ids } = await many(
      "order",
      Array.from({ length: 1200 }, (_, index) => ({
        customer,
        status: index % 3 === 0 ? "draft" : "placed",
        lines: [
          { product, qty: index + 1 },
          { product, qty: 1, price: "0.5" },
        ],
      })),
    );
    const stored = await shop.rows(
      `select id::text, number, subtotal::text, total::text from ws_main."shop__order" where id = any($1)`,
      [ids],
    );
    const byId = new Map(stored.map((row) => [row.id, row]));
    const inOrder = ids.map((id) => byId.get(id));
    expect(inOrder.map((row) => row?.subtotal)).toEqual(ids.map((_, index) => `${index + 1}.50`));
    const numbers = inOrder.flatMap((row) => (row?.number === null ? [] : [String(row?.number)]));
    expect(numbers).toEqual(
      Array.from({ length: 800 }, (_, index) => `SO-2026-${String(index + 1).padStart(4, "0")}`),
    );
    const [entry] = await shop.rows(
      "select row::text, changes::text from ws_main._change where record = $1",
      [ids[1]],
    );
    expect(JSON.parse(String(entry?.row))).toMatchObject({
      number: numbers[0],
      lines: [{ amount: "2.00" }, { amount: "0.50" }],
    });
    expect(JSON.parse(String(entry?.changes))).toContainEqual({
      path: "/number",
      from: null,
      to: numbers[0],
    });
  });

  it("collects the problems of all rows and writes none", async () => {
    const before = await count("order");
    const absent = "00000000-0000-7000-8000-00000000ffff";
    const { id: customer } = await shop.records.create(shop.context, "shop.customer", { name: "Some" });
    const { items } = await refused(
      many("order", [
        { customer },
        {},
        { customer: absent, lines: [{ product, qty: 0 }] },
        { customer, colour: 1 },
      ]),
    );
    expect([...items].sort()).toEqual([
      "out_of_range /rows/2/lines/0/qty",
      "reference_not_found /rows/2/customer",
      "required /rows/1/customer",
      "unknown_field /rows/3/colour",
    ]);
    expect(await count("order")).toBe(before);
  });

  it("finds references that only the database can refuse, at all their rows", async () => {
    const absent = "00000000-0000-7000-8000-00000000ffff";
    const { items } = await refused(
      many("order", [{ customer: absent }, { customer: absent, owner: absent }]),
    );
    expect(items).toEqual([
      "reference_not_found /rows/0/customer",
      "reference_not_found /rows/1/customer",
      "reference_not_found /rows/1/owner",
    ]);
  });

  it("reports values that are taken at their rows: by stored records, and by an earlier row", async () => {
    const before = await count("customer");
    await shop.records.create(shop.context, "shop.customer", { name: "Taken", email: "taken@example.com" });
    const { items } = await refused(
      many("customer", [
        { name: "A", email: "a@example.com" },
        { name: "B", email: "taken@example.com" },
        { name: "C", email: "a@example.com" },
        { name: "D" },
        { name: "E" },
      ]),
    );
    expect(items).toEqual(["not_unique /rows/1/email", "not_unique /rows/2/email"]);
    expect(await count("customer")).toBe(before + 1);
  });

  it("names the rows that break an invariant", async () => {
    const { id: customer } = await shop.records.create(shop.context, "shop.customer", { name: "Some" });
    const { items } = await refused(
      many("order", [{ customer }, { customer, ordered_on: "2026-01-02", due_on: "2026-01-01" }]),
    );
    expect(items).toEqual(["invariant_failed /rows/1"]);
  });

  it("writes nothing for nothing", async () => {
    expect(await many("order", [])).toEqual({ ids: [] });
  });
});
