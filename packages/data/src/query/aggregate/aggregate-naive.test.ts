import type { Bucket } from "@dougong/model";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Json, openShop, type Shop } from "../fixture/shop.ts";

let shop: Shop;
let products: readonly string[];

beforeAll(async () => {
  shop = await openShop();
  products = await shop.insert("shop.product", [
    { name: "乙", price: "1.00" },
    { name: "甲", price: null },
    { name: "甲", price: "0.05" },
  ]);
});
afterAll(() => shop.close());

interface Line {
  readonly qty: number | null;
  /** In cents. */
  readonly price: number | null;
  readonly product: number | null;
}

interface Order {
  readonly status: "draft" | "approved" | "shipped" | null;
  readonly day: number | null;
  readonly lines: readonly Line[];
}

const line = fc.record<Line>({
  qty: fc.option(fc.integer({ min: -9, max: 999 })),
  price: fc.option(fc.integer({ min: -999_999, max: 999_999_999 })),
  product: fc.option(fc.constantFrom(0, 1, 2)),
});
const order = fc.record<Order>({
  status: fc.option(fc.constantFrom("draft", "approved", "shipped")),
  day: fc.option(fc.integer({ min: 0, max: 800 })),
  lines: fc.array(line, { maxLength: 4 }),
});

const firstDay = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;
const dateOf = (day: number) => new Date(firstDay + day * dayMs).toISOString().slice(0, 10);
const cents = (value: number | bigint) => {
  const text = String(value < 0 ? -BigInt(value) : value).padStart(3, "0");
  return `${value < 0 ? "-" : ""}${text.slice(0, -2)}.${text.slice(-2)}`;
};
const amountOf = (one: Line) =>
  one.qty === null || one.price === null ? null : BigInt(one.qty) * BigInt(one.price);
const totalOf = (one: Order) => one.lines.reduce((sum, row) => sum + (amountOf(row) ?? 0n), 0n);

/** The day on which a day's bucket starts, by nothing but arithmetic on dates. */
function bucketOf(day: number, bucket: Exclude<Bucket, "hour">): string {
  const date = new Date(firstDay + day * dayMs);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const start = {
    day: date.getTime(),
    // 1 January 2024 was a Monday.
    week: firstDay + Math.floor(day / 7) * 7 * dayMs,
    month: Date.UTC(year, month, 1),
    quarter: Date.UTC(year, month - (month % 3), 1),
    year: Date.UTC(year, 0, 1),
  }[bucket];
  return new Date(start).toISOString().slice(0, 10);
}

async function store(orders: readonly Order[]): Promise<void> {
  await shop.clear("shop.order_line");
  await shop.clear("shop.order");
  const ids = await shop.insert(
    "shop.order",
    orders.map((one, index) => ({
      number: String(index),
      status: one.status,
      ordered_on: one.day === null ? null : dateOf(one.day),
    })),
  );
  await shop.insert(
    "shop.order_line",
    orders.flatMap((one, index) =>
      one.lines.map((row, place) => ({
        _parent: ids[index] ?? null,
        _position: place,
        qty: row.qty,
        price: row.price === null ? null : cents(row.price),
        product: row.product === null ? null : (products[row.product] ?? null),
      })),
    ),
  );
}

function grouped<T>(
  items: readonly T[],
  key: (item: T) => string | null,
): ReadonlyMap<string | null, readonly T[]> {
  const groups = new Map<string | null, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

const sorted = (rows: readonly Json[]) =>
  [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

test("aggregates of orders equal sums that are added up one by one", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(order, { maxLength: 40 }),
      fc.constantFrom<Exclude<Bucket, "hour">>("day", "week", "month", "quarter", "year"),
      fc.constantFrom("status", "bucket"),
      async (orders, bucket, by) => {
        await store(orders);
        const text = await shop.queries.aggregate(shop.context(), {
          from: "shop.order",
          where: 'status != "approved"',
          groupBy: [
            by === "status" ? { field: "status", as: "key" } : { field: "ordered_on", bucket, as: "key" },
          ],
          measures: {
            n: "COUNT()",
            sum: "SUM(total)",
            deep: "SUM(SUM(lines.amount))",
            shipped: 'SUM(total, status = "shipped")',
            most: "MAX(total)",
            dated: "COUNT(ordered_on)",
          },
        });
        const expected = [
          ...grouped(
            orders.filter((one) => one.status !== "approved"),
            (one) => (by === "status" ? one.status : one.day === null ? null : bucketOf(one.day, bucket)),
          ),
        ].map(([key, rows]) => {
          const add = (some: readonly Order[]) => cents(some.reduce((sum, one) => sum + totalOf(one), 0n));
          const most = rows.map(totalOf).reduce((a, b) => (a > b ? a : b));
          return {
            key,
            n: rows.length,
            sum: add(rows),
            deep: add(rows),
            shipped: add(rows.filter((one) => one.status === "shipped")),
            most: cents(most),
            dated: rows.filter((one) => one.day !== null).length,
          };
        });
        const { data }: { data: readonly Json[] } = JSON.parse(text);
        expect(sorted(data)).toEqual(sorted(expected));
      },
    ),
    { numRuns: 40 },
  );
});

test("aggregates of rows by what they refer to equal sums that are added up one by one", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(order, { maxLength: 30 }), async (orders) => {
      await store(orders);
      const text = await shop.queries.aggregate(shop.context(), {
        from: "shop.order_line",
        where: '$parent.status = "shipped"',
        groupBy: [{ field: "product" }],
        measures: { n: "COUNT(qty)", amount: "SUM(amount)", listed: "SUM(qty * product.price)" },
      });
      const rows = orders.filter((one) => one.status === "shipped").flatMap((one) => one.lines);
      const prices = [100n, null, 5n];
      const expected = [
        ...grouped(rows, (row) => (row.product === null ? null : (products[row.product] ?? null))),
      ].map(([product, some]) => {
        const price = product === null ? null : (prices[products.indexOf(product)] ?? null);
        const listed = some.reduce(
          (sum, row) => sum + (row.qty === null || price === null ? 0n : BigInt(row.qty) * price),
          0n,
        );
        return {
          product,
          n: some.filter((row) => row.qty !== null).length,
          amount: cents(some.reduce((sum, row) => sum + (amountOf(row) ?? 0n), 0n)),
          listed: cents(listed).replace(/\.?0+$/, ""),
        };
      });
      const { data }: { data: readonly Json[] } = JSON.parse(text);
      expect(sorted(data)).toEqual(sorted(expected));
    }),
    { numRuns: 30 },
  );
});
