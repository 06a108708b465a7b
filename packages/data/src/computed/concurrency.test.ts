import { afterAll, beforeAll, expect, test } from "vitest";
import { type Books, openBooks } from "./testing/open-books.ts";
import { randomTrade } from "./testing/random-trade.ts";

let books: Books;
beforeAll(async () => {
  books = await openBooks({ connections: 20 });
});
afterAll(() => books.close());

test("hundreds of random writes by many at once leave stored what is worked out anew, and refuse nobody without a reason", async () => {
  const outcome = await randomTrade(books, { writers: 16, writes: 256, seed: 20260105 });
  expect(outcome.faults).toEqual([]);
  expect(await books.drift()).toEqual([]);
  expect(outcome.done).toBeGreaterThan(150);
}, 120_000);

test("two hundred takers of a hundred leave exactly nothing, by changes and by new rows", async () => {
  const product = await books.create("product", { name: "Last" });
  const stock = await books.create("stock", { product: product.id ?? null, place: "hot" });
  const move = (qty: number) =>
    books.create("move", { place: "hot", lines: [{ product: product.id ?? null, qty }] });
  await move(100);
  const emptied = await move(0);
  const row = { product: product.id ?? null, qty: -1 };
  const take = (index: number) =>
    index % 2 === 0 ? move(-1) : books.patch("move", emptied.id, { lines: { upsert: [row] } });
  // Twenty connections serve all of them; who waits for one longer than five seconds would be told so.
  const settled: PromiseSettledResult<unknown>[] = [];
  for (let start = 0; start < 200; start += 40)
    settled.push(
      ...(await Promise.allSettled(Array.from({ length: 40 }, (_, index) => take(start + index)))),
    );
  const refused = settled.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
  expect(refused.filter((fault) => fault.problems === undefined).map(String)).toEqual([]);
  expect(await books.get("stock", stock.id)).toMatchObject({ on_hand: 0 });
  expect(settled.length - refused.length).toBe(100);
  expect(
    new Set(refused.flatMap((fault) => fault.problems.map((one: { code: string }) => one.code))),
  ).toEqual(new Set(["invariant_failed"]));
  expect(await books.drift()).toEqual([]);
}, 120_000);
