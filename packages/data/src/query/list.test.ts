import type { ExpressionSource } from "@dougong/model";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openShop, type Shop } from "./fixture/shop.ts";

let shop: Shop;
let ids: {
  city: string;
  user: string;
  customers: readonly string[];
  products: readonly string[];
  orders: readonly string[];
};

beforeAll(async () => {
  shop = await openShop();
  const [user = ""] = await shop.insert("system.user", [
    { email: "li@example.com", name: "李雷", active: true },
  ]);
  const [city = ""] = await shop.insert("shop.city", [{ name: "杭州" }]);
  const customers = await shop.insert("shop.customer", [
    {
      name: "张三",
      phone: "13812341234",
      level: "silver",
      since: "2020-01-31",
      balance: "12.5",
      points: 7,
      owner: user,
      city,
    },
    { name: "阿明", level: "gold", balance: "-3" },
    { name: "Zoë 100%", level: null },
    { name: "王五", level: "bronze", _deleted_at: "2026-02-01T00:00:00Z" },
  ]);
  const products = await shop.insert("shop.product", [
    { name: "Bolt", price: "0.10" },
    { name: "Nut", price: "2" },
  ]);
  const orders = await shop.insert("shop.order", [
    {
      number: "SO-1",
      customer: customers[0] ?? null,
      status: "approved",
      ordered_on: "2026-02-27",
      due: "2026-03-05T01:02:03.004+08:00",
      urgent: true,
      note: 'a\n"b"',
    },
    { number: "SO-2", customer: customers[3] ?? null, status: "draft" },
  ]);
  await shop.insert("shop.order_line", [
    { _parent: orders[0] ?? "", _position: 1, product: products[1] ?? "", qty: 2, price: "1.25" },
    { _parent: orders[0] ?? "", _position: 0, product: products[0] ?? "", qty: 10, price: "0.10" },
  ]);
  ids = { city, user, customers, products, orders };
});

afterAll(() => shop.close());

test("a list shows own fields with lines and the system fields in their contract forms", async () => {
  const { data, page } = await shop.list({ from: "shop.order", where: 'number = "SO-1"' });
  expect(page).toEqual({ next: null });
  expect(data).toEqual([
    {
      id: ids.orders[0],
      number: "SO-1",
      customer: ids.customers[0],
      status: "approved",
      ordered_on: "2026-02-27",
      due: "2026-03-04T17:02:03.004Z",
      urgent: true,
      note: 'a\n"b"',
      lines: [
        { id: expect.any(String), product: ids.products[0], qty: 10, price: "0.10", amount: "1.00" },
        { id: expect.any(String), product: ids.products[1], qty: 2, price: "1.25", amount: "2.50" },
      ],
      total: "3.50",
      version: 1,
      created_at: "2026-01-02T03:04:05.678Z",
      created_by: null,
      updated_at: "2026-01-02T03:04:05.678Z",
      updated_by: null,
    },
  ]);
});

describe("select", () => {
  test("narrows, and a dotted path opens the relation with id and label", async () => {
    const { data } = await shop.list({
      from: "shop.order",
      select: ["customer.name", "number"],
      sort: ["number"],
    });
    expect(data).toEqual([
      { id: ids.orders[0], customer: { id: ids.customers[0], $label: "张三", name: "张三" }, number: "SO-1" },
      // The customer of SO-2 is in the trash.
      { id: ids.orders[1], customer: null, number: "SO-2" },
    ]);
  });

  test("shows a reference as its id, the label where it is asked for, and rows whole", async () => {
    const { data } = await shop.list({
      from: "shop.order",
      select: ["$label", "customer", "lines"],
      where: 'number = "SO-1"',
    });
    expect(data).toEqual([
      {
        id: ids.orders[0],
        $label: "SO-1",
        customer: ids.customers[0],
        lines: [
          expect.objectContaining({ product: ids.products[0], amount: "1.00" }),
          expect.objectContaining({ product: ids.products[1] }),
        ],
      },
    ]);
  });

  test("goes through references and rows, three relations deep", async () => {
    const { data } = await shop.list({
      from: "shop.order",
      select: ["customer.city.name", "customer.owner.name", "lines.product.price", "created_by.name"],
      where: 'number = "SO-1"',
    });
    expect(data[0]).toEqual({
      id: ids.orders[0],
      customer: {
        id: ids.customers[0],
        $label: "张三",
        city: { id: ids.city, $label: "杭州", name: "杭州" },
        owner: { id: ids.user, $label: "李雷", name: "李雷" },
      },
      lines: [
        { id: expect.any(String), product: { id: ids.products[0], $label: "Bolt", price: "0.10" } },
        { id: expect.any(String), product: { id: ids.products[1], $label: "Nut", price: "2.00" } },
      ],
      created_by: null,
    });
  });

  test("a record that is titled by a choice has the option's label, or its id where it has none", async () => {
    const [high = ""] = await shop.insert("shop.grade", [{ level: "high" }]);
    await shop.insert("shop.grade", [{ level: "low", next: high }, { level: null }]);
    const { data } = await shop.list({
      from: "shop.grade",
      select: ["$label", "level"],
      expand: ["next"],
      sort: ["level"],
    });
    const seen = data.map(({ $label, level, next }) => [$label, level, next ?? null]);
    expect(seen).toHaveLength(3);
    expect(seen).toContainEqual(["上等 'A'", "high", null]);
    expect(seen).toContainEqual([null, null, null]);
    expect(seen).toContainEqual(["low", "low", expect.objectContaining({ id: high, $label: "上等 'A'" })]);
    const { data: found } = await shop.list({ from: "shop.grade", q: "上等", select: ["level"] });
    expect(found.map((one) => one.level)).toContain("low");
  });

  test("a record that is titled by another has the other's label", async () => {
    const [payment] = await shop.insert("shop.payment", [{ order: ids.orders[0] ?? "", amount: "1" }]);
    const { data } = await shop.list({ from: "shop.payment", select: ["$label", "order.lines.qty"] });
    expect(data).toEqual([
      {
        id: payment,
        $label: "SO-1",
        order: {
          id: ids.orders[0],
          $label: "SO-1",
          lines: [
            { id: expect.any(String), qty: 10 },
            { id: expect.any(String), qty: 2 },
          ],
        },
      },
    ]);
  });
});

describe("expand", () => {
  test("is everything with the relation whole, inside rows, too", async () => {
    const { data } = await shop.list({
      from: "shop.order",
      expand: ["customer", "lines.product"],
      where: 'number = "SO-1"',
    });
    expect(data[0]).toMatchObject({
      number: "SO-1",
      total: "3.50",
      customer: {
        id: ids.customers[0],
        $label: "张三",
        name: "张三",
        city: ids.city,
        balance: "12.50",
        version: 1,
      },
      lines: [
        { qty: 10, product: { $label: "Bolt", name: "Bolt", price: "0.10" } },
        { qty: 2, product: { name: "Nut" } },
      ],
    });
  });

  test("adds to a narrowed selection", async () => {
    const { data } = await shop.list({
      from: "shop.order",
      select: ["number"],
      expand: ["customer.city"],
      where: 'number = "SO-1"',
    });
    expect(data).toEqual([
      {
        id: ids.orders[0],
        number: "SO-1",
        customer: {
          id: ids.customers[0],
          $label: "张三",
          city: expect.objectContaining({ id: ids.city, $label: "杭州", name: "杭州", mayor: null }),
        },
      },
    ]);
  });
});

test("rows are read at their own address with their owner, but not those of an owner in the trash", async () => {
  const [gone = ""] = await shop.insert("shop.order", [
    { number: "SO-9", _deleted_at: "2026-02-02T00:00:00Z" },
  ]);
  await shop.insert("shop.order_line", [{ _parent: gone, _position: 0, qty: 99 }]);
  const { data } = await shop.list({
    from: "shop.order_line",
    select: ["qty", "$parent.number"],
    where: '$parent.number = "SO-1"',
    sort: ["-qty"],
  });
  expect(data).toEqual([
    { id: expect.any(String), qty: 10, $parent: { id: ids.orders[0], $label: "SO-1", number: "SO-1" } },
    { id: expect.any(String), qty: 2, $parent: { id: ids.orders[0], $label: "SO-1", number: "SO-1" } },
  ]);
  expect((await shop.list({ from: "shop.order_line", where: "qty = 99" })).data).toEqual([]);
  expect((await shop.list({ from: "shop.order_line", where: "qty = 99", trash: "only" })).data).toHaveLength(
    1,
  );
});

describe("filter", () => {
  const numbers = async (where: ExpressionSource) =>
    (await shop.list({ from: "shop.order", where, select: ["number"], sort: ["number"] })).data.map(
      (row) => row.number,
    );

  test("is text or canonical JSON", async () => {
    expect(await numbers('status = "approved" AND total >= 3.5')).toEqual(["SO-1"]);
    expect(await numbers({ "==": [{ var: "status" }, "draft"] })).toEqual(["SO-2"]);
  });

  test("reads through references, where a record in the trash counts as null", async () => {
    expect(await numbers('customer.city.name = "杭州"')).toEqual(["SO-1"]);
    expect(await numbers("ISNULL(customer.name)")).toEqual(["SO-2"]);
  });

  test("reads rows, and what their references point to", async () => {
    expect(await numbers('ANY(lines, product.name = "Nut" AND qty < 3)')).toEqual(["SO-1"]);
    expect(await numbers("COUNT(lines) = 0")).toEqual(["SO-2"]);
    expect(await numbers("SUM(lines, qty * price, product.price > 1) = 2.5")).toEqual(["SO-1"]);
    expect(await numbers("ANY(lines, qty > 5 AND $parent.urgent)")).toEqual(["SO-1"]);
  });

  test("knows the reader, and the day of the request's zone", async () => {
    const user = {
      kind: "user",
      user: ids.user,
      roles: ["system.admin"],
      email: "li@example.com",
      locale: "zh-CN",
    } as const;
    const mine = await shop.list(
      {
        from: "shop.customer",
        where: 'owner = $user.id AND owner.email = $user.email AND "system.admin" IN $user.roles',
        select: ["name"],
      },
      shop.context(user),
    );
    expect(mine.data.map((row) => row.name)).toEqual(["张三"]);
    shop.clock.set("2026-03-01T17:00:00Z");
    const today = async (timeZone: string) =>
      (await shop.list({ from: "shop.order", where: 'DATEADD(ordered_on, 3, "day") = $today', timeZone }))
        .data.length;
    expect([await today("Asia/Shanghai"), await today("UTC")]).toEqual([1, 0]);
  });
});

describe("q", () => {
  const found = async (q: string) =>
    (await shop.list({ from: "shop.customer", q, select: ["name"], sort: ["name"] })).data.map(
      (row) => row.name,
    );

  test("finds each term in any of the search paths", async () => {
    expect(await found("张")).toEqual(["张三"]);
    expect(await found("杭州 1234")).toEqual(["张三"]);
    expect(await found("杭州 9999")).toEqual([]);
  });

  test("finds a reference by its label", async () => {
    const { data } = await shop.list({ from: "shop.payment", q: "so-1", select: ["$label"] });
    expect(data).toMatchObject([{ $label: "SO-1" }]);
  });

  test("takes upper and lower case as one, accents too, and % and _ as they are", async () => {
    expect(await found("ZOË")).toEqual(["Zoë 100%"]);
    expect(await found("0%")).toEqual(["Zoë 100%"]);
    expect(await found("Zo_")).toEqual([]);
    expect(await found("\\")).toEqual([]);
  });

  test("looks into all texts of an entity that names none", async () => {
    expect((await shop.list({ from: "shop.order", q: 'SO "B"', select: ["number"] })).data).toHaveLength(1);
    expect((await shop.list({ from: "shop.order", q: 'SO "c"', select: ["number"] })).data).toEqual([]);
  });
});

describe("sort", () => {
  const names = async (...sort: string[]) =>
    (await shop.list({ from: "shop.customer", sort, select: ["name"] })).data.map((row) => row.name);

  test("follows the order of options with nulls last both ways, and text by pinyin", async () => {
    expect(await names("level")).toEqual(["阿明", "张三", "Zoë 100%"]);
    expect(await names("-level")).toEqual(["张三", "阿明", "Zoë 100%"]);
    expect(await names("name")).toEqual(["阿明", "张三", "Zoë 100%"]);
  });

  test("takes references by their title and dotted paths", async () => {
    const numbers = async (sort: string) =>
      (await shop.list({ from: "shop.order", sort: [sort], select: ["number"] })).data.map(
        (row) => row.number,
      );
    expect(await numbers("-customer")).toEqual(["SO-1", "SO-2"]);
    expect(await numbers("customer.city.name")).toEqual(["SO-1", "SO-2"]);
    expect(await numbers("-number")).toEqual(["SO-2", "SO-1"]);
  });
});

test("rows are sorted by what their owner has", async () => {
  const { data } = await shop.list({
    from: "shop.order_line",
    sort: ["-$parent.number", "$parent", "product", "qty"],
    select: ["qty"],
    where: "qty < 50",
  });
  expect(data.map((row) => row.qty)).toEqual([10, 2]);
});

test("count is exact, or an estimate that is exact while it is small, and goes over all pages", async () => {
  const query = { from: "shop.customer", limit: 1, where: 'name != "x"' } as const;
  expect((await shop.list({ ...query, count: "exact" })).page).toMatchObject({
    count: 3,
    next: expect.any(String),
  });
  expect((await shop.list({ ...query, count: "estimate" })).page.count).toBe(3);
  expect((await shop.list(query)).page).not.toHaveProperty("count");
});

test("the trash is a list of its own", async () => {
  const { data } = await shop.list({ from: "shop.customer", trash: "only", select: ["name"] });
  expect(data.map((row) => row.name)).toEqual(["王五"]);
});

describe("a filter's list", () => {
  const names = (length: number, from = 0) => Array.from({ length }, (_, index) => `nobody ${from + index}`);

  test("takes up to 1,000 values, in either spelling", async () => {
    const wanted = [...names(998), "张三", "阿明"];
    for (const where of [`name IN ${JSON.stringify(wanted)}`, { in: [{ var: "name" }, wanted] }]) {
      const { data } = await shop.list({ from: "shop.customer", select: ["name"], where });
      expect(data.map((one) => one.name).sort()).toEqual(["张三", "阿明"]);
    }
  });

  test("may stand beside others of its kind, beyond what a statement has parameters for", async () => {
    const lists = Array.from({ length: 70 }, (_, index) => ({
      in: [{ var: "name" }, names(1000, index * 1000)],
    }));
    const where = { or: [...lists, { in: [{ var: "level" }, ["gold"]] }] };
    const { data } = await shop.list({ from: "shop.customer", select: ["name"], where });
    expect(data.map((one) => one.name)).toEqual(["阿明"]);
  });

  test("of 1,001 is refused", async () => {
    for (const where of [`name IN ${JSON.stringify(names(1001))}`, { in: [{ var: "name" }, names(1001)] }])
      await expect(shop.list({ from: "shop.customer", where })).rejects.toMatchObject({
        code: "validation_failed",
        problems: [{ code: "too_many", path: "/filter", expected: { max: 1000 } }],
      });
  });
});
