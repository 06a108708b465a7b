import { fieldStorages } from "@dougong/fields/storage";
import type { JsonObject } from "@dougong/model";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createQueryService } from "../query/create-query-service.ts";
import type { QueryService, ReadContext } from "../query/query-service.ts";
import { openShop, type Shop } from "./testing/open-shop.ts";

let shop: Shop;
let queries: QueryService;
let reader: ReadContext;
let products: readonly string[];
let customers: readonly string[];

beforeAll(async () => {
  shop = await openShop();
  queries = createQueryService(shop.workspace, { storages: fieldStorages, cursorSecret: "test" });
  const { actor, catalogue, settings } = shop.context;
  reader = { actor, catalogue, settings, now: shop.clock.now() };
  products = (await shop.records.createMany(shop.context, "shop.product", [{ name: "A" }, { name: "B" }]))
    .ids;
  customers = (await shop.records.createMany(shop.context, "shop.customer", [{ name: "X" }, { name: "Y" }]))
    .ids;
});
afterAll(() => shop.close());

/** The same choices for the same seed, so that a failure can be seen again. */
function choices(seed: number) {
  let state = seed;
  const below = (n: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * n);
  };
  return { below, of: <T>(values: readonly T[]): T => values[below(values.length)] as T };
}

type Random = ReturnType<typeof choices>;
const row = (random: Random, id?: string): JsonObject => ({
  ...(id === undefined ? {} : { id }),
  product: random.of(products),
  qty: 1 + random.below(9),
  price: `${1 + random.below(90)}.${random.below(9)}`,
  note: random.of([null, "n", "因为"]),
});

function patch(random: Random, lines: readonly string[]): JsonObject {
  const fields: JsonObject = {
    discount: random.of(["0", "0.05", "0.25"]),
    note: random.of([null, "a", "多行\n文字"]),
    due_on: random.of([null, "2026-06-01"]),
    customer: random.of(customers),
  };
  const named = Object.entries(fields).filter(() => random.below(2) === 0);
  const set = lines.slice(0, 3).map((id) => row(random, random.below(2) === 0 ? id : undefined));
  const all: JsonObject = Object.fromEntries(named);
  switch (random.below(4)) {
    case 0:
      return { ...all, lines: random.below(2) === 0 ? set : set.reverse() };
    case 1:
      return { ...all, lines: { upsert: [row(random, lines[0])], delete: lines.slice(1, 2) } };
    case 2:
      return { ...all, status: "placed" };
    default:
      return all;
  }
}

describe("history", () => {
  it.each([1, 2, 3, 4, 5, 6])("gives each version exactly as it was answered (seed %i)", async (seed) => {
    const random = choices(seed);
    const answered = new Map<number, JsonObject>();
    const keep = (body: string): JsonObject => {
      const { $warnings, ...record }: JsonObject = JSON.parse(body);
      answered.set(Number(record.version), record);
      return record;
    };
    const made = await shop.records.create(shop.context, "shop.order", {
      customer: random.of(customers),
      lines: [row(random), row(random), row(random)],
    });
    let record = keep(made.body);
    for (let step = 0; step < 12; step += 1) {
      shop.clock.advance(1000);
      const lines = (record.lines as readonly JsonObject[]).map((one) => String(one.id));
      const input = patch(random, lines);
      if (random.below(3) === 0) {
        const operation = {
          op: "update" as const,
          entity: "shop.order",
          id: made.id,
          version: "*" as const,
          data: input,
        };
        const { body } = await shop.records.batch(shop.context, [operation]);
        record = keep(JSON.stringify(JSON.parse(body).results[0].record));
      } else if (random.below(6) === 0 && record.status === "draft") {
        await shop.records.remove(shop.context, "shop.order", made.id, "*");
        record = keep((await shop.records.restore(shop.context, "shop.order", made.id)).body);
      } else {
        record = keep((await shop.records.update(shop.context, "shop.order", made.id, "*", input)).body);
      }
    }
    expect(answered.size).toBeGreaterThan(5);
    for (const [version, body] of answered) {
      const { body: replayed } = await queries.get(reader, "shop.order", made.id, { version });
      expect([version, JSON.parse(replayed)]).toEqual([version, body]);
    }
    const history = JSON.parse(await queries.history(reader, "shop.order", made.id));
    const versions = history.data.map((entry: { version: number }) => entry.version);
    expect(versions).toEqual([...versions].sort((a, b) => b - a));
    expect(new Set(versions).size).toBe(versions.length);
  });

  it("names changed values of rows by the rows' ids", async () => {
    const made = await shop.records.create(shop.context, "shop.order", {
      customer: customers[0] ?? "",
      lines: [{ product: products[0] ?? "", qty: 1 }],
    });
    const [line] = JSON.parse(made.body).lines;
    const lines = { upsert: [{ id: line.id, qty: 5 }] };
    await shop.records.update(shop.context, "shop.order", made.id, 1, { lines });
    const [newest] = JSON.parse(await queries.history(reader, "shop.order", made.id)).data;
    expect(newest.changes).toContainEqual({ path: `/lines/${line.id}/qty`, from: 1, to: 5 });
  });
});
