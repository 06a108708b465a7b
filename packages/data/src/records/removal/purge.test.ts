import { fieldStorages } from "@dougong/fields/storage";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openShop, type Shop } from "../testing/open-shop.ts";
import { purgeTrash } from "./purge.ts";

const day = 86_400_000;
let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const make = async (entity: string, input: Parameters<Shop["records"]["create"]>[2]) =>
  (await shop.records.create(shop.context, `shop.${entity}`, input)).id;
const remove = (entity: string, id: string) => shop.records.remove(shop.context, `shop.${entity}`, id, "*");
const purge = () =>
  purgeTrash(shop.workspace, {
    catalogue: shop.catalogue,
    storages: fieldStorages,
    before: new Date(shop.clock.now().getTime() - 30 * day),
  });
const count = async (table: string, column: string, ids: readonly string[]) =>
  Number(
    (
      await shop.rows(`select count(*) as n from ws_main."shop__${table}" where "${column}" = any($1)`, [ids])
    )[0]?.n,
  );
const changes = async () => Number((await shop.rows("select count(*) as n from ws_main._change"))[0]?.n);

it("deletes for good what was in the trash for 30 days, with its rows and what went along, and logs nothing", async () => {
  const product = await make("product", { name: "Tea" });
  const customer = await make("customer", { name: "A" });
  const order = await make("order", { customer, lines: [{ product, qty: 1 }] });
  const payment = await make("payment", { order, amount: "1" });
  await remove("order", order);
  await remove("customer", customer);
  const logged = await changes();
  shop.clock.advance(30 * day);
  expect(await purge()).toEqual({ purged: 0, kept: 0 });
  shop.clock.advance(1);
  expect(await purge()).toEqual({ purged: 3, kept: 0 });
  expect(await count("order_line", "_parent", [order])).toBe(0);
  expect(
    await Promise.all([
      count("order", "id", [order]),
      count("payment", "id", [payment]),
      count("customer", "id", [customer]),
    ]),
  ).toEqual([0, 0, 0]);
  expect(await count("product", "id", [product])).toBe(1);
  expect(await changes()).toBe(logged);
});

it("keeps what something alive still points to, and purges the rest of its batch", async () => {
  const ids = await Promise.all(["B", "C", "D", "E"].map((name) => make("customer", { name })));
  const [held = ""] = ids;
  const order = await make("order", { customer: ids[1] ?? "" });
  // A reference to trash cannot be written through the service: it is what an older fault might have left.
  await shop.rows(`update ws_main."shop__order" set customer = $1 where id = $2`, [held, order]);
  for (const id of ids) await remove("customer", id).catch(() => undefined);
  await shop.rows(`update ws_main."shop__customer" set _deleted_at = $1 where id = any($2)`, [
    shop.clock.now(),
    ids,
  ]);
  shop.clock.advance(31 * day);
  expect(await purge()).toEqual({ purged: 3, kept: 1 });
  expect(await count("customer", "id", ids)).toBe(1);
  expect(await count("customer", "id", [held])).toBe(1);
});

it("leaves what is being restored, and what was restored meanwhile", async () => {
  const id = await make("customer", { name: "F" });
  await remove("customer", id);
  shop.clock.advance(31 * day);
  const client = await shop.workspace.pool.connect();
  await client.query("begin");
  await client.query(`update ws_main."shop__customer" set _deleted_at = null where id = $1`, [id]);
  expect(await count("customer", "id", [id])).toBe(1);
  await purge();
  await client.query("commit");
  client.release();
  await purge();
  expect(await count("customer", "id", [id])).toBe(1);
});
