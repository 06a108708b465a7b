import { type JsonObject, ProblemError } from "@dougong/model";
import type { Books } from "./open-books.ts";

export interface TradeOutcome {
  readonly done: number;
  /** Refusals that a design explains, by code. */
  readonly refused: Readonly<Record<string, number>>;
  /** Anything else that was thrown. */
  readonly faults: readonly string[];
  /** As PostgreSQL counted them meanwhile. */
  readonly deadlocks: number;
}

/** Random writes to the books by many at once: new, changed, moved, deleted and restored, on every level. */
export async function randomTrade(
  books: Books,
  options: { readonly writers: number; readonly writes: number; readonly seed: number },
): Promise<TradeOutcome> {
  const ids: Record<string, string[]> = { region: [], customer: [], product: [], order: [], payment: [] };
  const refused: Record<string, number> = {};
  const faults: string[] = [];
  let done = 0;
  const add = async (entity: string, input: JsonObject) => {
    const { id } = await books.create(entity, input);
    ids[entity]?.push(String(id));
  };
  for (let n = 0; n < 3; n += 1) await add("region", { name: `R${n}` });
  for (let n = 0; n < 4; n += 1) await add("product", { name: `P${n}`, price: String(n + 1) });
  for (let n = 0; n < 6; n += 1)
    await add("customer", { name: `C${n}`, region: ids.region?.[n % 3] ?? null });
  for (let n = 0; n < 8; n += 1)
    await add("order", {
      customer: ids.customer?.[n % 6] ?? null,
      lines: [{ product: ids.product?.[n % 4] ?? null, qty: 5 }],
    });
  const before = await deadlocks(books);

  const writer = async (number: number) => {
    const random = generator(options.seed * 1000 + number);
    const pick = (entity: string) => ids[entity]?.[Math.floor(random() * (ids[entity]?.length ?? 1))] ?? "";
    const digit = (most: number) => Math.floor(random() * most);
    const line = () => ({ product: pick("product"), qty: digit(5) });
    const acts: readonly (() => Promise<unknown>)[] = [
      () =>
        add("order", {
          customer: pick("customer"),
          status: digit(2) === 0 ? "draft" : "placed",
          lines: [line(), line()],
        }),
      () => add("payment", { order: pick("order"), amount: String(digit(3) + 1) }),
      () => books.patch("payment", pick("payment"), { order: pick("order") }),
      () => books.patch("payment", pick("payment"), { state: digit(2) === 0 ? "pending" : "cleared" }),
      () => books.patch("order", pick("order"), { customer: pick("customer") }),
      () =>
        books.patch("order", pick("order"), {
          discount: `0.${digit(5)}`,
          status: digit(2) === 0 ? "draft" : "placed",
        }),
      () => books.patch("order", pick("order"), { lines: { upsert: [line()] } }),
      () => books.patch("order", pick("order"), { lines: [line(), line()] }),
      () => books.patch("product", pick("product"), { price: String(digit(9) + 1) }),
      () =>
        books.patch("customer", pick("customer"), {
          region: pick("region"),
          tier: digit(2) === 0 ? "basic" : "gold",
        }),
      () => books.patch("region", pick("region"), { rate: `0.${digit(9)}` }),
      () => books.remove("payment", pick("payment")),
      () => books.restore("payment", pick("payment")),
      () => books.remove("order", pick("order")),
      () => books.restore("order", pick("order")),
    ];
    for (let n = 0; n < options.writes / options.writers; n += 1) {
      try {
        await acts[digit(acts.length)]?.();
        done += 1;
      } catch (fault) {
        if (!(fault instanceof ProblemError)) faults.push(String(fault));
        else {
          const code = fault.problems[0]?.code ?? fault.code;
          if (["internal", "unavailable", "too_many"].includes(code)) faults.push(code);
          refused[code] = (refused[code] ?? 0) + 1;
        }
      }
    }
  };
  await Promise.all(Array.from({ length: options.writers }, (_, number) => writer(number)));
  return { done, refused, faults, deadlocks: (await deadlocks(books)) - before };
}

async function deadlocks(books: Books): Promise<number> {
  await books.rows("select pg_stat_force_next_flush()").catch(() => []);
  const [row] = await books.rows(
    "select deadlocks::int as n from pg_stat_database where datname = current_database()",
  );
  return Number(row?.n ?? 0);
}

/** mulberry32 (T. Ettinger): small, seeded, good enough to choose by. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
