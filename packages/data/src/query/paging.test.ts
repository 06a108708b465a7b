import type { Query } from "@dougong/model";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cell, type Json, openShop, type Shop } from "./fixture/shop.ts";

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});

afterAll(() => shop.close());

async function walk(query: Query): Promise<readonly Json[]> {
  const seen: Json[] = [];
  let cursor: string | undefined;
  do {
    const { data, page } = await shop.list({ ...query, ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...data);
    cursor = page.next ?? undefined;
    if (page.next !== null) expect(data).toHaveLength(query.limit ?? 50);
  } while (cursor !== undefined);
  return seen;
}

const names = ["阿明", "陈", "张三", "李", "a", "B", "b", "ä", "Z", "100%"];
const row = fc.record({
  name: fc.constantFrom(...names),
  level: fc.constantFrom("gold", "silver", "bronze", null),
  since: fc.constantFrom("2020-01-31", "2021-02-28", "2026-01-01", null),
  balance: fc.constantFrom("-1.50", "0", "0.01", "12345678901234.56", null),
  points: fc.constantFrom(0, 1, -5, null),
});
const keys = [
  "name",
  "level",
  "since",
  "balance",
  "points",
  "created_at",
  "city",
  "city.name",
  "id",
] as const;
const sortItem = fc
  .tuple(fc.constantFrom("", "-"), fc.constantFrom(...keys))
  .map(([sign, key]) => `${sign}${key}`);

describe("walking `next`", () => {
  test("gives every record once, in the order of one long page: nulls, equals, both directions, several keys", async () => {
    const cities = [
      ...(await shop.insert("shop.city", [
        { name: "北京" },
        { name: "上海" },
        { name: "上海" },
        { name: null },
      ])),
      null,
    ];
    const place = fc.constantFrom<Cell>(...cities);
    const rows = fc.array(fc.tuple(row, place), { minLength: 30, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.array(fc.array(sortItem, { maxLength: 3 }), { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        async (values, sorts, limit) => {
          await shop.clear("shop.customer");
          const ids = await shop.insert(
            "shop.customer",
            values.map(([value, city], index) => ({
              ...value,
              city,
              created_at: `2026-01-0${1 + (index % 3)}T00:00:00Z`,
            })),
          );
          for (const sort of sorts) {
            const query: Query = { from: "shop.customer", sort, select: ["name", "level"] };
            const whole = await shop.list({ ...query, limit: 500 });
            const walked = await walk({ ...query, limit });
            expect(
              walked.map((one) => one.id),
              JSON.stringify(sort),
            ).toEqual(whole.data.map((one) => one.id));
            expect(new Set(walked.map((one) => one.id))).toEqual(new Set(ids));
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  test("puts nulls last both ways", async () => {
    await shop.clear("shop.customer");
    await shop.insert("shop.customer", [
      { name: "n", points: null },
      { name: "1", points: 1 },
      { name: "2", points: 2 },
    ]);
    const order = async (sort: string) =>
      (await walk({ from: "shop.customer", sort: [sort], limit: 1 })).map((one) => one.name);
    expect(await order("points")).toEqual(["1", "2", "n"]);
    expect(await order("-points")).toEqual(["2", "1", "n"]);
  });

  test("keeps the first page's instant and zone", async () => {
    await shop.clear("shop.customer");
    await shop.insert("shop.customer", [
      { name: "a", since: "2026-03-02" },
      { name: "b", since: "2026-03-02" },
    ]);
    shop.clock.set("2026-03-01T17:00:00Z");
    const query: Query = { from: "shop.customer", where: "since = $today", sort: ["name"], limit: 1 };
    const first = await shop.list(query);
    shop.clock.set("2026-03-05T00:00:00Z");
    const second = await shop.list({ ...query, timeZone: "UTC", cursor: first.page.next ?? "" });
    expect(second.data.map((one) => one.name)).toEqual(["b"]);
  });
});

describe("a cursor", () => {
  const query: Query = { from: "shop.city", sort: ["name"], limit: 1 };
  const invalid = { code: "validation_failed", problems: [{ code: "invalid_cursor", path: "/cursor" }] };
  const first = async () => (await shop.list(query)).page.next ?? "";

  test("serves its own query only, whatever the page's size", async () => {
    const cursor = await first();
    await expect(shop.list({ ...query, cursor, limit: 3, count: "exact" })).resolves.toMatchObject({
      data: [{}, {}, {}],
    });
    for (const other of [
      { sort: ["-name"] },
      { sort: ["id"] },
      { where: "true" },
      { from: "shop.product" },
      { q: "海" },
      { trash: "only" },
      { select: ["name"] },
    ] as const) {
      await expect(shop.list({ ...query, ...other, cursor }), JSON.stringify(other)).rejects.toMatchObject(
        invalid,
      );
    }
  });

  test("cannot be made by hand, nor by another workspace's secret", async () => {
    const cursor = await first();
    const bytes = Buffer.from(cursor, "base64url");
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
    for (const forged of [
      "",
      "x",
      cursor.slice(0, -1),
      `${cursor}A`,
      bytes.toString("base64url"),
      "A".repeat(10_000),
    ]) {
      await expect(shop.list({ ...query, cursor: forged }), forged.slice(0, 40)).rejects.toMatchObject(
        invalid,
      );
    }
    const elsewhere = shop.service({ cursorSecret: "another secret" });
    await expect(elsewhere.list(shop.context(), { ...query, cursor })).rejects.toMatchObject(invalid);
  });

  test("belongs to its reader", async () => {
    const cursor = await first();
    const reader = {
      kind: "user",
      user: "00000000-0000-7000-8000-00000000000a",
      roles: ["system.admin"],
      email: "a@example.com",
      locale: "en",
    } as const;
    await expect(shop.list({ ...query, cursor }, shop.context(reader))).rejects.toMatchObject(invalid);
  });
});

describe("on 20,000 records", () => {
  beforeAll(async () => {
    await shop.clear("shop.product");
    await shop.insert(
      "shop.product",
      Array.from({ length: 20_000 }, (_, index) => ({
        name: `P${index % 997}`,
        price: index % 50 === 0 ? null : String(index % 5000),
        created_at: new Date(1_760_000_000_000 + (index % 7000) * 60_000).toISOString(),
      })),
    );
    await shop.workspace.pool.query(`
      create index product_price on "ws_main"."shop__product" (price, id);
      create index product_price_down on "ws_main"."shop__product" (price desc nulls last, id desc);
      analyze "ws_main"."shop__product"`);
  });

  const middle = async (sort: string) => {
    let cursor: string | undefined;
    for (let page = 0; page < 15; page += 1)
      cursor =
        (
          await shop.list({
            from: "shop.product",
            sort: [sort],
            select: ["name"],
            limit: 500,
            ...(cursor === undefined ? {} : { cursor }),
          })
        ).page.next ?? undefined;
    return cursor ?? "";
  };

  test.each(["created_at", "-created_at", "price", "-price", "id", "-id"])(
    "a page sorted by %s walks an index, at its start and in the middle",
    async (sort) => {
      const query: Query = { from: "shop.product", sort: [sort], select: ["name"], limit: 50 };
      const plans = [await shop.plan(query), await shop.plan({ ...query, cursor: await middle(sort) })];
      for (const plan of plans) {
        expect(
          plan.scans.every((scan) => scan.type.startsWith("Index")),
          plan.text,
        ).toBe(true);
        // What is read is about a page, not what lies before it; what is sorted is the page.
        expect(plan.rowsRead, plan.text).toBeLessThan(160);
      }
    },
  );

  test("an estimate stops at 10,000", async () => {
    expect((await shop.list({ from: "shop.product", limit: 1, count: "estimate" })).page).toMatchObject({
      count: 10_000,
      more: true,
    });
    expect((await shop.list({ from: "shop.product", limit: 1, count: "exact" })).page.count).toBe(20_000);
  });
});
