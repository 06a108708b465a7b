import { sequentialIds } from "@dougong/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenDesign, openDesign } from "../../design/testing/open-design.ts";
import { shopBundle } from "../../design/testing/shop-bundle.ts";

let here: OpenDesign;
const newId = sequentialIds(3);
const orders = [newId(), newId(), newId()];
beforeAll(async () => {
  here = await openDesign();
  const seed = { "shop.customer": [{ $key: "ada", name: "Ada" }] };
  await here.design.importApp(here.context, shopBundle({ seed }), { dryRun: false, seed: true });
  for (const id of orders) {
    await here.rows(
      "insert into ws_main.shop__order (id, version, created_at, updated_at, customer, discount) select $1, 1, now(), now(), id, 0.1 from ws_main.shop__customer",
      [id],
    );
  }
});
afterAll(() => here.close());

const line = (order: string | undefined, qty: number, id = newId()) =>
  here.rows(
    "insert into ws_main.shop__order_line (id, _parent, _position, product, qty, price) values ($1, $2, 0, 'x', $3, 1.25)",
    [id, order, qty],
  );
const total = async (order: string | undefined) =>
  (await here.rows("select subtotal, total from ws_main.shop__order where id = $1", [order]))[0];

test("an order without lines has the sums of nothing", async () => {
  expect(await total(orders[0])).toEqual({ subtotal: "0.00", total: "0.00" });
});

test("what a statement sends for a sum or a formula does not stand against the rows", async () => {
  const [column] = await here.rows(
    "select column_name as name from information_schema.columns where table_name = 'shop__order' and column_name like '_agg%'",
  );
  await line(orders[0], 2);
  await here.rows(`update ws_main.shop__order set total = 999, subtotal = 999 where id = $1`, [orders[0]]);
  expect(await total(orders[0])).toEqual({ subtotal: "2.50", total: "2.25" });
  await here.rows(`update ws_main.shop__order set "${String(column?.name)}" = 999 where id = $1`, [
    orders[0],
  ]);
  await line(orders[0], 2);
  expect(await total(orders[0])).toEqual({ subtotal: "5.00", total: "4.50" });
});

test("a row that moves to another order leaves the old sum and joins the new one", async () => {
  const id = newId();
  await line(orders[1], 4, id);
  await here.rows("update ws_main.shop__order_line set _parent = $1 where id = $2", [orders[2], id]);
  expect(await total(orders[1])).toEqual({ subtotal: "0.00", total: "0.00" });
  expect(await total(orders[2])).toEqual({ subtotal: "5.00", total: "4.50" });
});

test("a change that no sum reads does not touch the order", async () => {
  const version = async () =>
    (await here.rows("select xmin::text from ws_main.shop__order where id = $1", [orders[2]]))[0];
  const before = await version();
  await here.rows("update ws_main.shop__order_line set product = 'y' where _parent = $1", [orders[2]]);
  expect(await version()).toEqual(before);
});

test("sums are right after hundreds of writes by many at once, over rows of several orders in a statement, without a deadlock", async () => {
  const writer = async (seed: number) => {
    for (let n = 0; n < 25; n += 1) {
      const pick = (seed * 7 + n * 3) % 3;
      if (n % 4 === 3)
        await here.rows(
          "delete from ws_main.shop__order_line where id in (select id from ws_main.shop__order_line where product = $1 limit 2)",
          [`w${seed}`],
        );
      else if (n % 4 === 2)
        await here.rows("update ws_main.shop__order_line set qty = qty + 1 where product = $1", [`w${seed}`]);
      else {
        await here.rows(
          "insert into ws_main.shop__order_line (id, _parent, _position, product, qty, price) select x.id::uuid, x.parent::uuid, 0, $3, 3, 0.5 from unnest($1::text[], $2::text[]) as x (id, parent)",
          [[newId(), newId()], [orders[pick], orders[(pick + 2) % 3]], `w${seed}`],
        );
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, index) => writer(index)));
  const wrong = await here.rows(
    "select o.id from ws_main.shop__order o where o.subtotal is distinct from (select coalesce(sum(l.amount), 0) from ws_main.shop__order_line l where l._parent = o.id) or o.total is distinct from round(o.subtotal * 0.9, 2)",
  );
  expect(wrong).toEqual([]);
});
