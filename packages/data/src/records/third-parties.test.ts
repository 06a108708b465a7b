import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodyOf, openShop, type Shop } from "./testing/open-shop.ts";
import { refused } from "./testing/refused.ts";

let shop: Shop;
/** Another program on the same database, in a transaction of its own. */
let other: pg.Client;

beforeAll(async () => {
  shop = await openShop({ lockTimeout: 250 });
  other = new pg.Client({ connectionString: shop.database.connectionString });
  await other.connect();
});
afterAll(async () => {
  await other.end();
  await shop.close();
});

const customer = async (name: string) =>
  (await shop.records.create(shop.context, "shop.customer", { name })).id;

describe("another program on the database", () => {
  it("that holds a row makes its writes unavailable for a while, no others, and loses none", async () => {
    const [held, free] = [await customer("Held"), await customer("Free")];
    await other.query("begin");
    await other.query(`select 1 from ws_main."shop__customer" where id = $1 for update`, [held]);
    const patch = (id: string) => shop.records.update(shop.context, "shop.customer", id, 1, { name: "New" });
    expect((await refused(patch(held))).code).toBe("unavailable");
    expect(bodyOf(await patch(free))).toMatchObject({ name: "New", version: 2 });
    await other.query("rollback");
    expect(bodyOf(await patch(held))).toMatchObject({ name: "New", version: 2 });
  });

  it("that reads for long neither waits for writes nor keeps them waiting", async () => {
    const id = await customer("Read");
    await other.query("begin isolation level repeatable read");
    const read = () => other.query(`select name from ws_main."shop__customer" where id = $1`, [id]);
    expect((await read()).rows).toEqual([{ name: "Read" }]);
    expect(
      bodyOf(await shop.records.update(shop.context, "shop.customer", id, 1, { name: "Changed" })),
    ).toMatchObject({ version: 2 });
    expect((await read()).rows).toEqual([{ name: "Read" }]);
    await other.query("commit");
    expect((await read()).rows).toEqual([{ name: "Changed" }]);
  });

  it("that ends our connections costs one answer, and the next write goes through", async () => {
    const id = await customer("Cut");
    await other.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    const patch = () => shop.records.update(shop.context, "shop.customer", id, "*", { name: "Whole" });
    await expect
      .poll(async () =>
        patch().then(
          (result) => bodyOf(result).name,
          (fault: { code?: unknown }) => fault.code,
        ),
      )
      .toBe("Whole");
  });
});
