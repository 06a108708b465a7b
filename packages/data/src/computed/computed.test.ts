import { afterAll, beforeAll, expect, test } from "vitest";
import { type Books, openBooks } from "./testing/open-books.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks();
});
afterAll(() => books.close());

async function trade() {
  const region = await books.create("region", { name: "East" });
  const customer = await books.create("customer", { name: "Ada", region: region.id ?? null });
  const product = await books.create("product", { name: "Tea", price: "10" });
  const order = await books.create("order", {
    customer: customer.id ?? null,
    lines: [
      { product: product.id ?? null, qty: 2 },
      { product: product.id ?? null, qty: 1 },
    ],
  });
  return { region, customer, product, order };
}

test("the answer of a write has what it looks up, sums up and works out", async () => {
  const { order } = await trade();
  expect(order).toMatchObject({
    tier: "basic",
    area: "East",
    rate: "0.1000",
    total: "30.00",
    tax: "3.00",
    paid: "0.00",
    late: false,
    lines: [
      { price: "10.00", amount: "20.00", net: "20.00" },
      { price: "10.00", amount: "10.00", net: "10.00" },
    ],
  });
});

test("values follow over several tables right after the write", async () => {
  const { region, customer, product, order } = await trade();
  expect(await books.get("customer", customer.id)).toMatchObject({
    revenue: "30.00",
    largest: "30.00",
    mean: "30.00",
    share: "10.00",
    placed: 0,
  });
  expect(await books.get("region", region.id)).toMatchObject({ revenue: "30.00", customers: 1 });
  expect(await books.get("product", product.id)).toMatchObject({ sold: 3 });

  await books.patch("order", order.id, { discount: "0.5", status: "placed" });
  expect(await books.get("order", order.id)).toMatchObject({
    total: "15.00",
    tax: "1.50",
    lines: [
      { net: "10.00", share: "10.00" },
      { net: "5.00", share: "5.00" },
    ],
  });
  expect(await books.get("customer", customer.id)).toMatchObject({ revenue: "15.00", placed: 1 });
  expect(await books.get("region", region.id)).toMatchObject({ revenue: "15.00" });

  await books.patch("product", product.id, { price: "20" });
  expect(await books.get("order", order.id)).toMatchObject({
    total: "30.00",
    lines: [{ price: "20.00" }, {}],
  });
  expect(await books.get("region", region.id)).toMatchObject({ revenue: "30.00" });

  await books.patch("region", region.id, { rate: "0.2", name: "North" });
  expect(await books.get("order", order.id)).toMatchObject({ rate: "0.2000", tax: "6.00", area: "North" });

  const other = await books.create("customer", { name: "Bob", region: region.id ?? null });
  await books.patch("order", order.id, { customer: other.id ?? null });
  expect(await books.get("customer", customer.id)).toMatchObject({
    revenue: "0.00",
    largest: null,
    mean: null,
    placed: 0,
  });
  expect(await books.get("customer", other.id)).toMatchObject({
    revenue: "30.00",
    largest: "30.00",
    placed: 1,
  });

  await books.remove("order", order.id);
  expect(await books.get("customer", other.id)).toMatchObject({ revenue: "0.00", placed: 0 });
  expect(await books.get("product", product.id)).toMatchObject({ sold: 0 });
  await books.restore("order", order.id);
  expect(await books.get("region", region.id)).toMatchObject({ revenue: "30.00", customers: 2 });
  expect(await books.get("product", product.id)).toMatchObject({ sold: 3 });
  expect(await books.drift()).toEqual([]);
});

test("an invariant over sums refuses the write that breaks it, wherever it is made", async () => {
  const { order, product } = await trade();
  const pay = (amount: string) => books.create("payment", { order: order.id ?? null, amount });
  await pay("25");
  await expect(pay("5.01")).rejects.toMatchObject({
    code: "validation_failed",
    problems: [{ code: "invariant_failed", path: "", message: "More was paid than is owed" }],
  });
  await expect(books.patch("order", order.id, { discount: "0.5" })).rejects.toMatchObject({
    problems: [{ code: "invariant_failed" }],
  });
  await expect(books.patch("product", product.id, { price: "1" })).rejects.toMatchObject({
    problems: [{ code: "invariant_failed" }],
  });
  await pay("5");
  expect(await books.get("order", order.id)).toMatchObject({ paid: "30.00" });
});

test("a patch may pass through a state that the invariant forbids", async () => {
  const { order, product } = await trade();
  await books.create("payment", { order: order.id ?? null, amount: "30" });
  const lines = [{ product: product.id ?? null, qty: 3 }];
  expect(await books.patch("order", order.id, { lines })).toMatchObject({ total: "30.00", paid: "30.00" });
});

test("stock is found by product and place, whichever came first", async () => {
  const { product } = await trade();
  const move = (qty: number) =>
    books.create("move", { place: "A", lines: [{ product: product.id ?? null, qty }] });
  await move(5);
  const stock = await books.create("stock", { product: product.id ?? null, place: "A" });
  expect(stock).toMatchObject({ on_hand: 5 });
  const taken = await move(-5);
  expect(await books.get("stock", stock.id)).toMatchObject({ on_hand: 0 });
  await expect(move(-1)).rejects.toMatchObject({ problems: [{ code: "invariant_failed", path: "" }] });
  await books.patch("move", taken.id, { place: "B" });
  expect(await books.get("stock", stock.id)).toMatchObject({ on_hand: 5 });
  expect(await books.patch("stock", stock.id, { place: "B" }).catch((fault) => fault)).toMatchObject({
    problems: [{ code: "invariant_failed" }],
  });
  expect(await books.drift()).toEqual([]);
});

test("what changes by itself is worked out at each read, in select, filter, sort and beside sums", async () => {
  const { customer, order } = await trade();
  await books.patch("order", order.id, { due: "2026-01-05" });
  const late = { select: ["late", "customer.overdue"], where: `customer = "${String(customer.id)}"` };
  expect(await books.list("order", late)).toMatchObject([{ late: false, customer: { overdue: "0.00" } }]);
  books.clock.set("2026-01-05T17:00:00Z");
  expect(await books.list("order", late)).toMatchObject([{ late: true, customer: { overdue: "30.00" } }]);
  expect(await books.list("order", { where: `late AND customer = "${String(customer.id)}"` })).toHaveLength(
    1,
  );
  expect(
    await books.list("customer", { select: ["overdue", "name"], where: "overdue > 0", sort: ["-overdue"] }),
  ).toMatchObject([{ overdue: "30.00" }]);
  expect(await books.get("customer", customer.id)).toMatchObject({ overdue: "30.00" });
  books.clock.set("2026-01-05T01:00:00Z");
});

test("a value that changes elsewhere leaves version and history alone, and is told to the change log", async () => {
  const { customer, order } = await trade();
  await books.create("payment", { order: order.id ?? null, amount: "10" });
  const now = await books.get("order", order.id);
  expect(now).toMatchObject({ version: 1, paid: "10.00", updated_at: order.updated_at });
  expect(await books.get("order", order.id, 1)).toMatchObject({
    paid: "0.00",
    total: "30.00",
    tier: "basic",
  });
  const changes = await books.rows(
    "select version, computed, changes, row from ws_main._change where record = $1 order by pos",
    [order.id],
  );
  const told = changes.map((row) => ({
    ...row,
    changes: JSON.parse(String(row.changes)),
    row: JSON.parse(String(row.row)),
  }));
  expect(told).toMatchObject([
    { version: 1, computed: false },
    {
      version: 1,
      computed: true,
      changes: [{ path: "/paid", from: "0.00", to: "10.00" }],
      row: { paid: "10.00", tier: "basic" },
    },
  ]);
  await books.patch("customer", customer.id, { tier: "gold" });
  expect(await books.get("order", order.id)).toMatchObject({ version: 1, tier: "gold" });
  expect(await books.get("order", order.id, 1)).toMatchObject({ tier: "basic" });
});

test("history names what a record's own write changed of sums and copies", async () => {
  const { order, product } = await trade();
  await books.patch("order", order.id, {
    lines: { upsert: [{ product: product.id ?? null, qty: 4 }], delete: [] },
  });
  const [, change] = await books.rows(
    "select changes from ws_main._change where record = $1 and not computed order by version",
    [order.id],
  );
  const changes = JSON.parse(String(change?.changes));
  expect(changes).toContainEqual({ path: "/total", from: "30.00", to: "70.00" });
  expect(changes).toContainEqual(
    expect.objectContaining({ path: expect.stringMatching(/amount$/), from: null, to: "40.00" }),
  );
});
