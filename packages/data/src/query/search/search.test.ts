import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Access, fullAccess } from "../access/entity-access.ts";
import { openShop, type Shop } from "../fixture/shop.ts";

let shop: Shop;
let cities: readonly string[];

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const names = ["重庆百货", "长沙银行", "Müller & Söhne 100%", "张三丰", "吕布", "Ａｃｍｅ Ltd", "李行乐_一"];

beforeEach(async () => {
  for (const entity of ["customer", "city"]) await shop.clear(`shop.${entity}`);
  cities = await shop.insert("shop.city", [{ name: "上海" }, { name: "乐山" }]);
  await shop.insert(
    "shop.customer",
    names.map((name, index) => ({
      name,
      phone: `1380000000${index}`,
      city: index === 0 ? (cities[1] ?? null) : null,
    })),
  );
});

async function found(q: string, access?: Access): Promise<readonly unknown[]> {
  const service = access === undefined ? shop.queries : shop.service({ access: () => access });
  const text = await service.list(shop.context(), { from: "shop.customer", q, select: ["name"], limit: 500 });
  return JSON.parse(text)
    .data.map((row: { name: string }) => row.name)
    .sort();
}

describe("q", () => {
  test.each([
    ["重庆", [0]],
    ["庆", [0]],
    ["chongqing", [0]],
    ["zhongqing", [0]],
    ["CQBH", [0]],
    ["cq", [0]],
    ["qingbai", [0]],
    ["changsha", [1]],
    ["cs", [1]],
    ["csyh", [1]],
    ["yinhang", [1]],
    ["müller", [2]],
    ["SÖHNE", [2]],
    ["100%", [2]],
    ["%", [2]],
    ["_", [6]],
    ["&", [2]],
    ["三", [3]],
    ["zhang san", [3]],
    ["sanfeng", [3]],
    ["zsf", [3]],
    ["lvbu", [4]],
    ["lubu", [4]],
    ["lb", [4]],
    ["acme", [5]],
    ["ＡＣＭＥ", [5]],
    ["lixingle", [6]],
    ["lihangyue", [6]],
    ["13800000003", [3]],
    ["0003 张", [3]],
    ["张 重", []],
    ["nothing", []],
    ["\\", []],
    ["乐山", [0]],
    ["leshan", [0]],
    ["ls 百货", [0]],
  ])("%s finds %j", async (q, expected) => {
    expect(await found(q)).toEqual(expected.map((index) => names[index]).sort());
  });

  test("is current when the title of what is referred to changes, and when a value does", async () => {
    await shop.workspace.pool.query("update ws_main.shop__city set name = '广州' where name = '乐山'");
    expect([await found("leshan"), await found("gz")]).toEqual([[], ["重庆百货"]]);
    await shop.workspace.pool.query("update ws_main.shop__customer set name = '李四' where name = '吕布'");
    expect([await found("lvbu"), await found("lisi")]).toEqual([[], ["李四"]]);
  });

  test("finds nothing in what the reader may not see", async () => {
    const masked: Access = {
      of: (entity) =>
        entity.id === "shop.customer"
          ? {
              read: "all",
              field: (id) =>
                id === "phone" ? { mask: { start: 3, end: 2 } } : id === "name" ? "none" : "read",
            }
          : entity.id === "shop.city"
            ? { read: "none", field: () => "none" }
            : fullAccess.of(entity),
    };
    const count = async (q: string) =>
      JSON.parse(
        await shop
          .service({ access: () => masked })
          .list(shop.context(), { from: "shop.customer", q, select: ["id"] }),
      ).data.length;
    expect([
      await count("13800000003"),
      await count("张三丰"),
      await count("leshan"),
      await count("乐山"),
    ]).toEqual([0, 0, 0, 0]);
    const unmasked: Access = {
      of: (entity) =>
        entity.id === "shop.customer"
          ? { read: "all", field: (id) => (id === "name" ? "none" : "read") }
          : fullAccess.of(entity),
    };
    const service = shop.service({ access: () => unmasked });
    const seen = async (q: string) =>
      JSON.parse(await service.list(shop.context(), { from: "shop.customer", q, select: ["phone"] })).data;
    expect([(await seen("13800000003")).length, (await seen("zsf")).length]).toEqual([1, 0]);
  });
});

describe("search over all entities", () => {
  test("gives the best labels first, of whatever entity", async () => {
    await shop.insert("shop.product", [{ name: "乐山大佛" }, { name: "去乐山" }]);
    const search = async (q: string, limit = 20) =>
      JSON.parse(await shop.queries.search(shop.context(), q, limit)).data;
    const hits: { entity: string; $label: string }[] = await search("乐山");
    expect(hits.map((hit) => `${hit.entity} ${hit.$label}`)).toEqual([
      "shop.city 乐山",
      "shop.product 乐山大佛",
      "shop.product 去乐山",
      "shop.customer 重庆百货",
    ]);
    expect(await search("leshan", 2)).toHaveLength(2);
    expect(await search("  ")).toEqual([]);
    expect(Object.keys(hits[0] ?? {})).toEqual(["entity", "id", "$label"]);
  });
});

test("of 100,000 records, short and long words are found by an index", async () => {
  const { pool } = shop.workspace;
  const { rows: made } = await pool.query<{ create: string }>(
    "select indexdef as create from pg_indexes where indexname = 'shop__customer__ix__search'",
  );
  // Filled first and indexed then, as an import of this size would take a minute longer.
  await pool.query("drop index ws_main.shop__customer__ix__search");
  await pool.query(`insert into ws_main.shop__customer (id, version, created_at, updated_at, name, phone)
    select gen_random_uuid(), 1, now(), now(), chr(19968 + n % 3000) || chr(20000 + n / 50) || chr(21000 + n % 1700), '139' || lpad(n::text, 8, '0')
    from generate_series(1, 100000) as n`);
  await pool.query(made[0]?.create ?? "");
  await pool.query("analyze ws_main.shop__customer");
  for (const q of ["张三丰", "三丰", "丰", "zsf", "chongqing", "13900077777"]) {
    const { text, scans, rowsRead } = await shop.plan({
      from: "shop.customer",
      q,
      select: ["name"],
      limit: 50,
    });
    expect(
      [
        q,
        scans.some((scan) => scan.type === "Seq Scan" && scan.table === "shop__customer"),
        rowsRead < 5_000,
      ],
      text.slice(0, 3_000),
    ).toEqual([q, false, true]);
  }
}, 300_000);
