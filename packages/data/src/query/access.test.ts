import { compileConditionSource } from "@dougong/fields";
import { ProblemError, type Query } from "@dougong/model";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Actor, systemActor } from "../actor/actor.ts";
import type { Access, EntityAccess } from "./access/entity-access.ts";
import { openShop, type Shop } from "./fixture/shop.ts";
import type { QueryService } from "./query-service.ts";

let shop: Shop;
let clerk: QueryService;
let me: Actor;
let ids: { mine: string; other: string; orders: readonly string[] };

/** A clerk sees the customers of their own unit, no balance, half a phone number; every order; no product. */
function clerkAccess(): Access {
  const customer = shop.catalogue.entities.get("shop.customer");
  if (customer === undefined) throw new Error("There is no shop.customer");
  const condition = compileConditionSource("owner.unit = $user.unit", { scope: customer.scope });
  if (!("checked" in condition)) throw new Error(JSON.stringify(condition.problems));
  const entities: Readonly<Record<string, EntityAccess>> = {
    "shop.customer": {
      read: condition.checked,
      field: (id) =>
        id === "balance" || id === "owner"
          ? "none"
          : id === "phone"
            ? { mask: { start: 3, end: 4 } }
            : "read",
    },
    "shop.product": { read: "none", field: () => "none" },
  };
  return {
    of: (entity) =>
      entities[entity.id] ?? {
        read: "all",
        field: (id) => (id === "note" || id === "price" ? "none" : "read"),
      },
  };
}

beforeAll(async () => {
  shop = await openShop();
  const [east = "", west = ""] = await shop.insert("system.unit", [{ name: "East" }, { name: "West" }]);
  const [a = "", b = ""] = await shop.insert("system.user", [
    { email: "a@example.com", name: "A", unit: east, active: true },
    { email: "b@example.com", name: "B", unit: west, active: true },
  ]);
  const [mine = "", other = ""] = await shop.insert("shop.customer", [
    { name: "Mine", phone: "13812341234", balance: "5", owner: a, points: 1 },
    { name: "Other", phone: "139", balance: "6", owner: b, points: 2 },
  ]);
  const [product = ""] = await shop.insert("shop.product", [{ name: "Secret" }]);
  const orders = await shop.insert("shop.order", [
    { number: "1", customer: mine, note: "n" },
    { number: "2", customer: other, note: "n" },
  ]);
  await shop.insert("shop.order_line", [
    { _parent: orders[0] ?? "", _position: 0, product, qty: 1, price: "2" },
  ]);
  ids = { mine, other, orders };
  me = { kind: "user", user: a, roles: ["shop.clerk"], email: "a@example.com", locale: "en" };
  clerk = shop.service({ access: clerkAccess });
});

afterAll(() => shop.close());

const list = async (query: Query) => JSON.parse(await clerk.list(shop.context(me), query));
const refusal = async (query: Query): Promise<unknown> => {
  const fault = await clerk.list(shop.context(me), query).catch((error: unknown) => error);
  return fault instanceof ProblemError ? fault.problems : fault;
};

test("records that no grant matches are not there: not listed, not counted, not found, without history", async () => {
  const { data, page } = await list({ from: "shop.customer", count: "exact", select: ["name"] });
  expect([data, page.count]).toEqual([[{ id: ids.mine, name: "Mine" }], 1]);
  await expect(clerk.get(shop.context(me), "shop.customer", ids.other, {})).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(clerk.get(shop.context(me), "shop.customer", ids.other, { version: 1 })).rejects.toMatchObject(
    { code: "not_found" },
  );
  await expect(clerk.history(shop.context(me), "shop.customer", ids.other)).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(clerk.get(shop.context(me), "shop.customer", ids.mine, {})).resolves.toMatchObject({
    version: 1,
  });
});

test("a reference to a hidden record is null, as an id, opened, in filter and in sort", async () => {
  const { data } = await list({ from: "shop.order", select: ["number", "customer"], sort: ["number"] });
  expect(data.map((row: { customer: unknown }) => row.customer)).toEqual([ids.mine, null]);
  const opened = await list({ from: "shop.order", expand: ["customer"], sort: ["number"] });
  expect(
    opened.data.map((row: { customer: { $label?: string } | null }) => row.customer?.$label ?? null),
  ).toEqual(["Mine", null]);
  expect((await list({ from: "shop.order", where: 'customer.name = "Other"' })).data).toEqual([]);
  expect((await list({ from: "shop.order", where: "ISNULL(customer)", select: ["number"] })).data).toEqual([
    { id: ids.orders[1], number: "2" },
  ]);
  expect(
    (await list({ from: "shop.order", sort: ["-customer"], select: ["number"] })).data.map(
      (row: { number: string }) => row.number,
    ),
  ).toEqual(["1", "2"]);
});

test("a reference to what one may not read at all is null in rows, too", async () => {
  const { data } = await list({ from: "shop.order", select: ["lines"], where: 'number = "1"' });
  expect(data[0].lines).toEqual([{ id: expect.any(String), product: null, qty: 1, amount: "2.00" }]);
});

test("a hidden field is answered exactly as a misspelt one", async () => {
  const uses = (name: string): readonly Query[] => [
    { from: "shop.customer", select: [name] },
    { from: "shop.customer", sort: [name] },
    { from: "shop.customer", where: `${name} = "x"` },
    { from: "shop.order", select: [`customer.${name}`] },
    { from: "shop.order", where: `customer.${name} = "x"` },
    { from: "shop.order", where: `ANY(lines, price = 2)` },
  ];
  const rename = (problems: unknown) =>
    JSON.parse(JSON.stringify(problems).replaceAll("balance", "qqqqqqq").replaceAll("price", "ppppp"));
  for (const [index, query] of uses("balance").entries()) {
    const misspelt = uses("qqqqqqq")[index];
    if (misspelt === undefined) throw new Error("unreachable");
    expect(rename(await refusal(query))).toEqual(rename(await refusal(misspelt)));
    expect(await refusal(query)).toMatchObject([{ code: "unknown_field" }]);
  }
  const { data } = await list({ from: "shop.customer" });
  expect(Object.keys(data[0])).not.toContain("balance");
  expect(Object.keys((await list({ from: "shop.order" })).data[0])).not.toContain("note");
});

test("a masked text shows its ends, and counts as null where it could be guessed", async () => {
  const { data } = await list({ from: "shop.customer", select: ["phone"] });
  expect(data[0].phone).toBe("138****1234");
  expect((await list({ from: "shop.customer", where: 'phone = "13812341234"' })).data).toEqual([]);
  expect((await list({ from: "shop.customer", where: "ISNULL(phone)" })).data).toHaveLength(1);
  expect((await list({ from: "shop.customer", q: "1381234" })).data).toEqual([]);
});

test("history leaves out hidden fields, masks masked ones, and hides what references point to", async () => {
  const { catalogue, settings } = shop.context();
  const write = {
    actor: systemActor("test"),
    via: { kind: "api" },
    catalogue,
    settings,
    dryRun: false,
  } as const;
  const owner = me.kind === "user" ? me.user : "";
  const { id } = await shop.records.create(write, "shop.customer", {
    name: "New",
    phone: "13812341234",
    balance: "9",
    owner,
  });
  const told = JSON.parse(await clerk.history(shop.context(me), "shop.customer", id)).data[0].changes;
  expect(told).toEqual([
    { path: "/name", from: null, to: "New" },
    { path: "/phone", from: null, to: "138****1234" },
  ]);
  const order = await shop.records.create(write, "shop.order", { number: "3", customer: ids.other });
  const changes = JSON.parse(await clerk.history(shop.context(me), "shop.order", order.id)).data[0].changes;
  expect(changes).toContainEqual({ path: "/customer", from: null, to: null });
  const then = JSON.parse((await clerk.get(shop.context(me), "shop.customer", id, { version: 1 })).body);
  expect(then).toMatchObject({ name: "New", phone: "138****1234" });
  expect(then).not.toHaveProperty("balance");
  expect(
    JSON.parse((await clerk.get(shop.context(me), "shop.order", order.id, { version: 1 })).body),
  ).toMatchObject({ customer: null });
});

test("a cursor's page is cut by the same grants", async () => {
  const first = await list({
    from: "shop.order",
    where: "NOT ISNULL(customer)",
    limit: 1,
    select: ["number"],
  });
  expect([first.data.length, first.page.next]).toEqual([1, null]);
});
