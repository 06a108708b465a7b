import type { AggregateQuery } from "@dougong/model";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Access, fullAccess } from "../access/entity-access.ts";
import { type Json, openShop, type Shop } from "../fixture/shop.ts";

let shop: Shop;
let cities: readonly string[];
let customers: readonly string[];

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

beforeEach(async () => {
  for (const entity of ["order_line", "order", "customer", "city"]) await shop.clear(`shop.${entity}`);
  cities = await shop.insert("shop.city", [{ name: "上海" }, { name: "北京" }]);
  customers = await shop.insert("shop.customer", [
    { name: "乙", level: "bronze", balance: "0.10", points: 3, city: cities[0] ?? null },
    { name: "甲", level: "gold", balance: "0.20", points: null, city: cities[1] ?? null },
    { name: "丙", level: null, balance: null, points: 5, city: null },
  ]);
  const orders = await shop.insert("shop.order", [
    {
      number: "1",
      customer: customers[0] ?? null,
      status: "shipped",
      ordered_on: "2026-01-31",
      due: "2026-01-31T16:30:00Z",
    },
    {
      number: "2",
      customer: customers[0] ?? null,
      status: "draft",
      ordered_on: "2026-02-01",
      due: "2026-02-28T23:59:59.999Z",
    },
    { number: "3", customer: customers[1] ?? null, status: "approved", ordered_on: "2026-02-15", due: null },
    { number: "4", customer: null, status: null, ordered_on: null, due: "2026-03-01T00:00:00Z" },
  ]);
  const line = (order: number, qty: number | null, price: string | null, position: number) => ({
    _parent: orders[order] ?? null,
    _position: position,
    qty,
    price,
  });
  await shop.insert("shop.order_line", [
    line(0, 2, "10.05", 0),
    line(0, 1, "0.10", 1),
    line(1, 3, "0.20", 0),
    line(2, null, "7.00", 0),
  ]);
});

async function aggregate(query: Omit<AggregateQuery, "from"> & { from?: string }, access?: Access) {
  const service = access === undefined ? shop.queries : shop.service({ access: () => access });
  const text = await service.aggregate(shop.context(), { from: "shop.order", ...query });
  const { data }: { data: readonly Json[] } = JSON.parse(text);
  return data;
}

async function faults(query: Omit<AggregateQuery, "from"> & { from?: string }, access?: Access) {
  const problems = await aggregate(query, access).then(
    () => [],
    (fault: { problems: readonly { code: string; path: string }[] }) => fault.problems,
  );
  return problems.map((problem) => `${problem.code} ${problem.path}`);
}

describe("an aggregate", () => {
  test("without groups is one row, with sums of nothing at their scale", async () => {
    const measures = {
      sum: "SUM(total)",
      n: "COUNT()",
      avg: "AVG(total)",
      max: "MAX(ordered_on)",
      some: "ANY(urgent)",
      each: "ALL(urgent)",
    };
    expect(await aggregate({ measures })).toEqual([
      { sum: "20.80", n: 4, avg: "5.2", max: "2026-02-15", some: false, each: false },
    ]);
    expect(await aggregate({ where: 'number = "none"', measures })).toEqual([
      { sum: "0.00", n: 0, avg: null, max: null, some: false, each: true },
    ]);
    expect(await aggregate({})).toEqual([{}]);
  });

  test("puts dates into the buckets on whose first day they start, in the zone of the request", async () => {
    const measures = { n: "COUNT()" };
    expect(
      await aggregate({ groupBy: [{ field: "ordered_on", bucket: "month", as: "month" }], measures }),
    ).toEqual([
      { month: "2026-01-01", n: 1 },
      { month: "2026-02-01", n: 2 },
      { month: null, n: 1 },
    ]);
    expect(await aggregate({ groupBy: [{ field: "ordered_on", bucket: "week" }], measures })).toEqual([
      { ordered_on: "2026-01-26", n: 2 },
      { ordered_on: "2026-02-09", n: 1 },
      { ordered_on: null, n: 1 },
    ]);
    const byDay = (timeZone: string) =>
      aggregate({ groupBy: [{ field: "due", bucket: "day", as: "d" }], measures, timeZone });
    expect((await byDay("Asia/Shanghai")).map((row) => row["d"])).toEqual(["2026-02-01", "2026-03-01", null]);
    expect((await byDay("UTC")).map((row) => row["d"])).toEqual([
      "2026-01-31",
      "2026-02-28",
      "2026-03-01",
      null,
    ]);
    expect((await aggregate({ groupBy: [{ field: "due", bucket: "hour", as: "h" }], measures }))[0]).toEqual({
      h: "2026-01-31T16:00:00.000Z",
      n: 1,
    });
    expect(await aggregate({ groupBy: [{ field: "due", bucket: "quarter" }], measures })).toHaveLength(2);
    expect(await aggregate({ groupBy: [{ field: "due", bucket: "year" }], measures })).toHaveLength(2);
  });

  test("sorts choices by their options and references by title, and shows a label where it is asked for", async () => {
    const measures = { n: "COUNT()" };
    expect(
      (await aggregate({ groupBy: [{ field: "status" }], measures })).map((row) => row["status"]),
    ).toEqual(["draft", "approved", "shipped", null]);
    expect(await aggregate({ groupBy: [{ field: "customer", as: "c", label: true }], measures })).toEqual([
      { c: customers[1], "c.$label": "甲", n: 1 },
      { c: customers[0], "c.$label": "乙", n: 2 },
      { c: null, "c.$label": null, n: 1 },
    ]);
    expect(
      (
        await aggregate({
          groupBy: [{ field: "customer.city.name" }],
          measures,
          sort: ["-customer.city.name"],
        })
      ).map((row) => row["customer.city.name"]),
    ).toEqual(["上海", "北京", null]);
  });

  test("measures with filters, arithmetic, paths and lists inside a row, which do not fan out", async () => {
    expect(
      await aggregate({
        groupBy: [{ field: "customer.level", as: "level" }],
        measures: {
          n: "COUNT()",
          shipped: 'SUM(total, status = "shipped")',
          lines: "SUM(SUM(lines.amount))",
          rows: "SUM(COUNT(lines))",
          share: "SUM(total) / COUNT()",
          twice: "shipped * 2",
          points: "MAX(customer.points)",
          numbers: 'JOIN(number, "+")',
        },
      }),
    ).toEqual([
      {
        level: "gold",
        n: 1,
        shipped: "0.00",
        lines: "0.00",
        rows: 1,
        share: "0",
        twice: "0",
        points: null,
        numbers: "3",
      },
      {
        level: "bronze",
        n: 2,
        shipped: "20.20",
        lines: "20.80",
        rows: 3,
        share: "10.4",
        twice: "40.4",
        points: 3,
        numbers: "1+2",
      },
      {
        level: null,
        n: 1,
        shipped: "0.00",
        lines: "0.00",
        rows: 0,
        share: "0",
        twice: "0",
        points: null,
        numbers: "4",
      },
    ]);
  });

  test("of owned rows reads their owner as $parent", async () => {
    expect(
      await aggregate({
        from: "shop.order_line",
        where: '$parent.status != "draft"',
        groupBy: [{ field: "$parent.number", as: "number" }],
        measures: { amount: "SUM(amount)", early: 'COUNT(true, $parent.ordered_on < "2026-02-01")' },
      }),
    ).toEqual([
      { number: "1", amount: "20.20", early: 2 },
      { number: "3", amount: "0.00", early: 0 },
    ]);
  });

  test("keeps the groups that `having` holds for, sorted and cut off by `limit`", async () => {
    const groupBy = [{ field: "status" }];
    const measures = { total: "SUM(total)", n: "COUNT()" };
    expect(await aggregate({ groupBy, measures, having: "total > 0" })).toHaveLength(2);
    expect(await aggregate({ groupBy, measures, having: "ISNULL(status) OR total > 20" })).toHaveLength(2);
    expect(await aggregate({ groupBy, measures, having: "SUM(total) > 20", sort: ["-total"] })).toEqual([
      { status: "shipped", total: "20.20", n: 1 },
    ]);
    expect(
      (await aggregate({ groupBy, measures, sort: ["-total"], limit: 2 })).map((row) => row["total"]),
    ).toEqual(["20.20", "0.60"]);
    expect((await aggregate({ groupBy, measures, sort: ["-status"] })).map((row) => row["status"])).toEqual([
      "shipped",
      "approved",
      "draft",
      null,
    ]);
  });

  test("tells everything that is wrong with it, each at its place", async () => {
    expect(
      (
        await faults({
          where: "totl > 0",
          groupBy: [
            { field: "nothing" },
            { field: "lines" },
            { field: "ordered_on", bucket: "hour" },
            { field: "number", bucket: "day" },
            { field: "status", as: "total" },
          ],
          measures: { total: "SUM(total)", bad: "SUM(", list: "SUM(number)", bare: "note" },
          limit: 10_001,
          timeZone: "Mars/Base",
        })
      ).sort(),
    ).toEqual(
      [
        "unknown_field /filter",
        "unknown_field /groupBy/0/field",
        "type_mismatch /groupBy/1/field",
        "type_mismatch /groupBy/2/bucket",
        "type_mismatch /groupBy/3/bucket",
        "not_unique /measures/total",
        "syntax_error /measures/bad",
        "type_mismatch /measures/list",
        "unknown_field /measures/bare",
        "too_many /limit",
        "bad_format /timeZone",
      ].sort(),
    );
    expect(await faults({ measures: { n: "COUNT()" }, having: "total > 0", sort: ["m"] })).toEqual([
      "unknown_field /having",
      "unknown_field /sort/0",
    ]);
    expect(await faults({ measures: { n: "COUNT()" }, limit: 0 })).toEqual(["out_of_range /limit"]);
  });

  test("counts only what the reader sees, with hidden fields misspelt and masked ones null", async () => {
    const access: Access = {
      of: (entity) =>
        entity.id === "shop.customer"
          ? {
              read: "all",
              field: (id) =>
                id === "balance" ? "none" : id === "name" ? { mask: { start: 0, end: 0 } } : "read",
            }
          : fullAccess.of(entity),
    };
    expect(await faults({ from: "shop.customer", measures: { b: "SUM(balance)" } }, access)).toEqual([
      "unknown_field /measures/b",
    ]);
    expect(await faults({ from: "shop.customer", groupBy: [{ field: "balance" }] }, access)).toEqual([
      "unknown_field /groupBy/0/field",
    ]);
    expect(
      await aggregate(
        {
          from: "shop.customer",
          groupBy: [{ field: "name" }],
          measures: { n: "COUNT()", named: "COUNT(name)" },
        },
        access,
      ),
    ).toEqual([{ name: null, n: 3, named: 0 }]);
    const nobody: Access = {
      of: (entity) =>
        entity.id === "shop.customer" ? { read: "none", field: () => "none" } : fullAccess.of(entity),
    };
    expect(await faults({ from: "shop.customer", measures: { n: "COUNT()" } }, nobody)).toEqual([]);
    expect(await aggregate({ groupBy: [{ field: "customer" }], measures: { n: "COUNT()" } }, nobody)).toEqual(
      [{ customer: null, n: 4 }],
    );
  });

  test("of more than 10,000 groups is refused unless a limit cuts it off", async () => {
    await shop.workspace.pool.query(
      `insert into ws_main.shop__product (id, version, created_at, updated_at, name) select gen_random_uuid(), 1, now(), now(), 'c' || n from generate_series(1, 10001) as n`,
    );
    const query = { from: "shop.product", groupBy: [{ field: "name" }], measures: { n: "COUNT()" } };
    expect(await faults(query)).toEqual(["too_many /groupBy"]);
    expect(await aggregate({ ...query, limit: 10_000 })).toHaveLength(10_000);
    expect(await aggregate({ ...query, where: 'name != "c1"' })).toHaveLength(10_000);
  });
});
