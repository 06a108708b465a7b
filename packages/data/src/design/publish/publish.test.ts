import { ProblemError } from "@dougong/model";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate } from "../../workspace/migrate.ts";
import { type OpenDesign, openDesign } from "../testing/open-design.ts";
import { customer, order, orderLine, seed, shopBundle, withField } from "../testing/shop-bundle.ts";

let here: OpenDesign;
beforeEach(async () => {
  here = await openDesign();
});
afterEach(() => here.close());

const write = { dryRun: false, seed: true };
const upgrade = () =>
  shopBundle({ documents: [withField(customer, { id: "note", type: "text" }), order, orderLine], seed });

/** Process ids of backends that wait for a lock on a table. */
async function waitingFor(table: string): Promise<readonly number[]> {
  for (;;) {
    const found = await here.rows("select pid from pg_locks where not granted and relation = $1::regclass", [
      table,
    ]);
    if (found.length > 0) return found.map((row) => Number(row.pid));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test("a publish whose connection is killed half-way leaves the old revision, whole, and can be repeated", async () => {
  await here.design.importApp(here.context, shopBundle({ seed }), write);
  const holder = await here.workspace.pool.connect();
  await holder.query("begin; lock table ws_main._document in exclusive mode");
  const publishing = here.design.importApp(here.context, upgrade(), write).catch((fault: unknown) => fault);
  // By now the tables are altered, but for the commit.
  for (const pid of await waitingFor("ws_main._document"))
    await holder.query("select pg_terminate_backend($1)", [pid]);
  const fault = await publishing;
  await holder.query("rollback");
  holder.release();
  expect(fault).toBeInstanceOf(ProblemError);
  expect((fault as ProblemError).code).toBe("unavailable");
  expect((await here.design.current()).key).toBe("shop@1 system@1");
  expect(
    Object.keys((await here.rows("select * from ws_main.shop__customer limit 1"))[0] ?? {}),
  ).not.toContain("note");
  expect((await here.design.importApp(here.context, upgrade(), write)).revision).toBe(2);
});

test("writers do not wait behind a publish that waits for a reader", async () => {
  await here.design.importApp(here.context, shopBundle({ seed }), write);
  const reader = await here.workspace.pool.connect();
  await reader.query("begin; select 1 from ws_main.shop__customer");
  const publishing = here.design.importApp(here.context, upgrade(), write);
  await waitingFor("ws_main.shop__customer");
  const started = performance.now();
  await here.rows("update ws_main.shop__customer set code = code || '!' where name = 'Ada'");
  expect(performance.now() - started).toBeLessThan(1000);
  await reader.query("commit");
  reader.release();
  expect((await publishing).revision).toBe(2);
});

test("imports of one app that come together make one revision and one seed", async () => {
  const all = await Promise.all(
    [1, 2, 3].map(() => here.design.importApp(here.context, shopBundle({ seed }), write)),
  );
  expect(all.map((one) => one.revision)).toEqual([1, 1, 1]);
  expect(await here.rows("select count(*)::int as n from ws_main.shop__customer")).toEqual([{ n: 2 }]);
});

test("a seed that was cut off goes on where it stopped", async () => {
  await here.design.importApp(here.context, shopBundle({ seed }), write);
  // As after a crash between the commit of the rows and that of their keys.
  await here.rows("delete from ws_main._seed_key where key <> 'first'");
  await here.design.importApp(here.context, shopBundle({ seed }), write);
  expect(await here.rows("select count(*)::int as n from ws_main.shop__customer")).toEqual([{ n: 2 }]);
  expect(
    await here.rows(
      "select k.key from ws_main._seed_key k join ws_main.shop__customer c on c.id = k.record and lower(c.name) = k.key order by 1",
    ),
  ).toEqual([{ key: "ada" }, { key: "bo" }]);
});

test("another zone of the workspace reaches stored formulas with the next migration", async () => {
  const stamped = {
    kind: "entity",
    id: "stamp",
    fields: [
      { id: "at", type: "datetime" },
      { id: "day", type: "formula", formula: "DATE(at)" },
    ],
  };
  await here.design.importApp(
    here.context,
    shopBundle({ documents: [stamped], seed: { "shop.stamp": [{ $key: "s", at: "2026-01-05T23:30:00Z" }] } }),
    write,
  );
  expect(await here.rows("select day from ws_main.shop__stamp")).toEqual([{ day: "2026-01-05" }]);
  await here.rows("update ws_main._workspace set time_zone = 'Asia/Shanghai'");
  await migrate(here.workspace, here.parts);
  expect(await here.rows("select day from ws_main.shop__stamp")).toEqual([{ day: "2026-01-06" }]);
  expect((await here.design.current()).key).toBe("shop@1 system@1");
});
