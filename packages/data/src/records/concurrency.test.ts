import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodyOf, openShop, type Shop } from "./testing/open-shop.ts";

let shop: Shop;
let product: string;

beforeAll(async () => {
  shop = await openShop({ connections: 25 });
  product = (await shop.records.create(shop.context, "shop.product", { name: "Tea" })).id;
});
afterAll(() => shop.close());

const customer = async (name: string) =>
  (await shop.records.create(shop.context, "shop.customer", { name })).id;

/** How many succeeded, and the codes of the rest. */
async function outcome(writes: readonly Promise<unknown>[]) {
  const settled = await Promise.allSettled(writes);
  const codes = settled.flatMap((one) =>
    one.status === "rejected" ? [String((one.reason as { code?: unknown }).code ?? one.reason)] : [],
  );
  return { won: settled.length - codes.length, codes: [...new Set(codes)] };
}

const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

// Stored formulas and aggregates against those worked out anew from the rows.
const wrongTotals = () =>
  shop.rows(`
    select o.id from ws_main."shop__order" o
    left join lateral (select coalesce(sum(l.qty * l.price), 0) as s from ws_main."shop__order_line" l where l._parent = o.id) x on true
    where o.subtotal is distinct from round(x.s, 2) or o.total is distinct from round(round(x.s, 2) * (1 - o.discount), 2)`);

const badVersions = () =>
  shop.rows(`
    select record from (select record, version, row_number() over (partition by record order by pos) as n from ws_main._change) c
    where version <> n`);

describe("at the same time", () => {
  it("of 50 updates from one version exactly one wins, and the others are told", async () => {
    const id = await customer("Hot");
    const result = await outcome(
      times(50, (index) =>
        shop.records.update(shop.context, "shop.customer", id, 1, { credit: String(index + 1) }),
      ),
    );
    expect(result).toEqual({ won: 1, codes: ["version_conflict"] });
    expect((await shop.rows(`select version from ws_main."shop__customer" where id = $1`, [id]))[0]).toEqual({
      version: 2,
    });
  });

  it("50 updates with * all win, one after another", async () => {
    const id = await customer("Hot");
    expect(
      await outcome(
        times(50, (index) =>
          shop.records.update(shop.context, "shop.customer", id, "*", { credit: String(index + 1) }),
        ),
      ),
    ).toEqual({ won: 50, codes: [] });
    expect((await shop.rows(`select version from ws_main."shop__customer" where id = $1`, [id]))[0]).toEqual({
      version: 51,
    });
  });

  it("of 30 creates with one unique value exactly one wins", async () => {
    const result = await outcome(
      times(30, () =>
        shop.records.create(shop.context, "shop.customer", { name: "Same", email: "same@example.com" }),
      ),
    );
    expect(result).toEqual({ won: 1, codes: ["validation_failed"] });
  });

  it("200 creates over few parents draw each number once, and stored totals are those of their rows", async () => {
    const parents = await Promise.all(times(3, (index) => customer(`Parent ${index}`)));
    const results = await Promise.all(
      times(200, (index) =>
        shop.records.create(shop.context, "shop.order", {
          customer: parents[index % 3] ?? "",
          status: "placed",
          discount: index % 2 === 0 ? "0.1" : "0",
          lines: times((index % 5) + 1, (line) => ({ product, qty: line + 1, price: `${index}.${line}5` })),
        }),
      ),
    );
    const numbers = results.map((result) => String(bodyOf(result).number)).sort();
    expect(numbers).toEqual(times(200, (index) => `SO-2026-${String(index + 1).padStart(4, "0")}`));
    expect(await wrongTotals()).toEqual([]);
  });

  it("mixed changes of a few records keep totals, versions and history in step", async () => {
    const id = await customer("Mixed");
    const orders = await Promise.all(
      times(4, () =>
        shop.records.create(shop.context, "shop.order", {
          customer: id,
          lines: [
            { product, qty: 1 },
            { product, qty: 2 },
          ],
        }),
      ),
    );
    const result = await outcome(
      times(120, (index) => {
        const order = orders[index % 4]?.id ?? "";
        const lines =
          index % 3 === 0 ? [{ product, qty: index + 1 }] : { upsert: [{ product, qty: 1, price: "2.5" }] };
        return index % 7 === 0
          ? shop.records.update(shop.context, "shop.customer", id, "*", { credit: String(index) })
          : shop.records.update(
              shop.context,
              "shop.order",
              order,
              "*",
              index % 2 === 0 ? { lines } : { discount: `0.${index % 4}`, note: String(index) },
            );
      }),
    );
    // A lines field that is full refuses one row more; nothing else may be refused.
    expect(result.codes.filter((code) => code !== "validation_failed")).toEqual([]);
    expect(result.won).toBeGreaterThan(60);
    expect(await wrongTotals()).toEqual([]);
    expect(await badVersions()).toEqual([]);
  });

  it("nothing comes to point to a record that goes to the trash", async () => {
    const ids = await Promise.all(times(20, (index) => customer(`Leaving ${index}`)));
    await outcome(
      ids.flatMap((id) => [
        shop.records.create(shop.context, "shop.order", { customer: id }),
        shop.records.remove(shop.context, "shop.customer", id, "*"),
        shop.records.create(shop.context, "shop.order", { customer: id }),
      ]),
    );
    expect(
      await shop.rows(
        `select 1 from ws_main."shop__order" o join ws_main."shop__customer" c on c.id = o.customer where o._deleted_at is null and c._deleted_at is not null`,
      ),
    ).toEqual([]);
  });

  it("records that refer to each other are changed crosswise without a deadlock that anyone sees", async () => {
    const [a, b] = [await customer("A"), await customer("B")];
    const result = await outcome(
      times(40, (index) =>
        index % 2 === 0
          ? shop.records.update(shop.context, "shop.customer", a, "*", { parent: b, credit: String(index) })
          : shop.records.update(shop.context, "shop.customer", b, "*", { parent: a, credit: String(index) }),
      ),
    );
    expect(result).toEqual({ won: 40, codes: [] });
  });
});
