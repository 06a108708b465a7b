import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodyOf, openShop, type Shop } from "./testing/open-shop.ts";
import { refused } from "./testing/refused.ts";

let shop: Shop;
let product: string;

beforeAll(async () => {
  shop = await openShop();
  product = (await shop.records.create(shop.context, "shop.product", { name: "Tea" })).id;
});
afterAll(() => shop.close());

const make = async (entity: string, input: Parameters<Shop["records"]["create"]>[2]) =>
  (await shop.records.create(shop.context, `shop.${entity}`, input)).id;
const remove = (entity: string, id: string, ifMatch: number | "*" = "*") =>
  shop.records.remove(shop.context, `shop.${entity}`, id, ifMatch);
const restore = (entity: string, id: string) => shop.records.restore(shop.context, `shop.${entity}`, id);
const trashed = async (entity: string, id: string) =>
  (
    await shop.rows(`select _deleted_at is not null as gone from ws_main."shop__${entity}" where id = $1`, [
      id,
    ])
  )[0]?.gone;
const ops = async (id: string) =>
  (await shop.rows("select version, op from ws_main._change where record = $1 order by version", [id])).map(
    (entry) => `${String(entry.version)} ${String(entry.op)}`,
  );

describe("remove", () => {
  it("moves a record to the trash with its rows, as one version", async () => {
    const customer = await make("customer", { name: "A" });
    const order = await make("order", { customer, lines: [{ product, qty: 1 }] });
    expect(await remove("order", order, 1)).toEqual({
      status: 204,
      body: "",
      id: order,
      version: 2,
      replayed: false,
    });
    expect(await trashed("order", order)).toBe(true);
    expect(
      await shop.rows(`select 1 from ws_main."shop__order_line" where _parent = $1`, [order]),
    ).toHaveLength(1);
    expect(await ops(order)).toEqual(["1 create", "2 delete"]);
    expect((await refused(remove("order", order))).code).toBe("not_found");
  });

  it("needs the version that was seen", async () => {
    const id = await make("customer", { name: "A" });
    await shop.records.update(shop.context, "shop.customer", id, 1, { credit: "1" });
    expect((await refused(remove("customer", id, 1))).error.members).toMatchObject({
      base: 1,
      current: { version: 2 },
      conflicts: [],
    });
    expect(await trashed("customer", id)).toBe(false);
  });

  it("is refused while a restricting reference stays, also one in a row", async () => {
    const customer = await make("customer", { name: "A" });
    const tea = await make("product", { name: "Green" });
    const order = await make("order", { customer, lines: [{ product: tea, qty: 1 }] });
    expect((await refused(remove("customer", customer))).error.problems[0]).toMatchObject({
      code: "in_use",
      path: "",
      params: { entity: "Customer", other: "Order", count: 1 },
    });
    expect((await refused(remove("product", tea))).code).toBe("in_use");
    await remove("order", order);
    await remove("customer", customer);
    await remove("product", tea);
    expect(await trashed("product", tea)).toBe(true);
  });

  it("takes along what cascades, and restoring brings it back", async () => {
    const customer = await make("customer", { name: "A" });
    const order = await make("order", { customer });
    const [first, second] = [
      await make("payment", { order, amount: "1" }),
      await make("payment", { order, amount: "2" }),
    ];
    await remove("payment", first);
    await remove("order", order);
    expect([await trashed("payment", first), await trashed("payment", second)]).toEqual([true, true]);
    const back = await restore("order", order);
    expect(bodyOf(back)).toMatchObject({ id: order, version: 3 });
    expect([await trashed("payment", first), await trashed("payment", second)]).toEqual([true, false]);
    expect(await ops(second)).toEqual(["1 create", "2 delete", "3 restore"]);
  });

  it("clears references that say so, as a change of their records", async () => {
    const parent = await make("customer", { name: "Parent" });
    const child = await make("customer", { name: "Child", parent });
    await remove("customer", parent);
    const [row] = await shop.rows(`select parent, version from ws_main."shop__customer" where id = $1`, [
      child,
    ]);
    expect(row).toEqual({ parent: null, version: 2 });
    const [entry] = await shop.rows(
      "select changes::text from ws_main._change where record = $1 and version = 2",
      [child],
    );
    expect(JSON.parse(String(entry?.changes))).toEqual([{ path: "/parent", from: parent, to: null }]);
    await restore("customer", parent);
    expect(
      (await shop.rows(`select parent from ws_main."shop__customer" where id = $1`, [child]))[0],
    ).toEqual({ parent: null });
  });

  it("deletes for good where the entity has no trash", async () => {
    const tag = await make("tag", { name: "red" });
    await remove("tag", tag);
    expect(await shop.rows(`select 1 from ws_main."shop__tag" where id = $1`, [tag])).toEqual([]);
    expect(await ops(tag)).toEqual(["1 create", "2 delete"]);
    expect((await refused(restore("tag", tag))).code).toBe("not_found");
    await make("tag", { name: "red" });
  });

  it("lets a user go whose records name them, where the reference is cleared", async () => {
    const { id: user } = await shop.records.create(shop.context, "system.user", {
      email: "bo@example.com",
      name: "Bo",
    });
    const order = await make("order", { customer: await make("customer", { name: "A" }), owner: user });
    await shop.records.remove(shop.context, "system.user", user, "*");
    expect(
      await shop.rows(`select owner, version from ws_main."shop__order" where id = $1`, [order]),
    ).toEqual([{ owner: null, version: 2 }]);
  });

  it("keeps nothing of a dry run", async () => {
    const id = await make("customer", { name: "A" });
    expect(
      (await shop.records.remove({ ...shop.context, dryRun: true }, "shop.customer", id, 1)).status,
    ).toBe(204);
    expect(await trashed("customer", id)).toBe(false);
  });

  it("replays its key", async () => {
    const id = await make("customer", { name: "A" });
    const context = { ...shop.context, idempotency: { key: "gone", fingerprint: "f" } };
    const first = await shop.records.remove(context, "shop.customer", id, 1);
    expect(await shop.records.remove(context, "shop.customer", id, 1)).toEqual({ ...first, replayed: true });
  });
});

describe("restore", () => {
  it("checks uniques anew", async () => {
    const first = await make("customer", { name: "A", email: "same@example.com" });
    await remove("customer", first);
    const second = await make("customer", { name: "B", email: "same@example.com" });
    expect((await refused(restore("customer", first))).items).toEqual(["not_unique /email"]);
    await remove("customer", second);
    await restore("customer", first);
    expect(await trashed("customer", first)).toBe(false);
  });

  it("checks references and what is required anew", async () => {
    const customer = await make("customer", { name: "A" });
    const order = await make("order", { customer });
    await remove("order", order);
    await remove("customer", customer);
    expect((await refused(restore("order", order))).items).toEqual(["reference_not_found /customer"]);
    await shop.rows(`update ws_main."shop__order" set customer = null where id = $1`, [order]);
    expect((await refused(restore("order", order))).items).toEqual(["required /customer"]);
  });

  it("is not found for what is not in the trash", async () => {
    expect((await refused(restore("customer", await make("customer", { name: "A" })))).code).toBe(
      "not_found",
    );
  });
});
