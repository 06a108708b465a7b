import { fieldStorages } from "@dougong/fields/storage";
import { ProblemError, type Query } from "@dougong/model";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../actor/actor.ts";
import { openWorkspace } from "../workspace/open-workspace.ts";
import { createQueryService } from "./create-query-service.ts";
import { openShop, type Shop } from "./fixture/shop.ts";

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});

afterAll(() => shop.close());

async function refusal(query: Query, given = shop.context()): Promise<ProblemError> {
  try {
    await shop.queries.list(given, query);
  } catch (fault) {
    if (fault instanceof ProblemError) return fault;
    throw fault;
  }
  throw new Error("It was answered");
}

const codes = (error: ProblemError) => error.problems.map((problem) => `${problem.code} ${problem.path}`);

test("all that is wrong with a query is told at once, each at its path", async () => {
  const error = await refusal({
    from: "shop.order",
    select: ["number", "custmer.name", "customer.nope"],
    expand: ["customer", "number"],
    where: 'statsu = "draft" AND total = "x"',
    sort: ["-number", "lines", "customer.nam"],
    limit: 501,
    q: "x".repeat(256),
    timeZone: "Mars/Phobos",
    cursor: "AAAA",
  });
  expect(error.code).toBe("validation_failed");
  expect(codes(error)).toEqual([
    "unknown_field /select/1",
    "unknown_field /select/2",
    "type_mismatch /expand/1",
    "unknown_field /filter",
    "type_mismatch /filter",
    "type_mismatch /sort/1",
    "unknown_field /sort/2",
    "too_long /q",
    "too_many /limit",
    "bad_format /timeZone",
    "invalid_cursor /cursor",
  ]);
  expect(error.problems[0]).toMatchObject({ params: { name: "custmer", nearest: "customer" } });
  expect(error.problems[3]).toMatchObject({ at: { offset: 0, length: 6 } });
});

test("a fault of a canonical filter has the pointer into it", async () => {
  expect(
    codes(await refusal({ from: "shop.order", where: { and: [true, { "==": [{ var: "nope" }, 1] }] } })),
  ).toEqual(["unknown_field /filter/and/1/==/0"]);
  expect(codes(await refusal({ from: "shop.order", where: "total" }))).toEqual(["type_mismatch /filter"]);
  expect(codes(await refusal({ from: "shop.order", where: "total >" }))).toEqual(["syntax_error /filter"]);
});

test("relations are followed three deep", async () => {
  const select = ["customer.city.mayor.name"];
  await expect(shop.list({ from: "shop.order", select })).resolves.toMatchObject({ data: [] });
  expect(codes(await refusal({ from: "shop.order", select: ["customer.city.mayor.city.name"] }))).toEqual([
    "too_deep /select/0",
  ]);
  expect(codes(await refusal({ from: "shop.order", expand: ["customer.city.mayor.city"] }))).toEqual([
    "too_deep /expand/0",
  ]);
});

test("limits in number are kept", async () => {
  const list = (count: number) => ({
    in: [{ var: "total" }, { list: Array.from({ length: count }, (_, index) => index) }],
  });
  expect(codes(await refusal({ from: "shop.order", where: list(1001) }))).toEqual(["too_many /filter"]);
  expect(codes(await refusal({ from: "shop.order", limit: 0 }))).toEqual(["out_of_range /limit"]);
  expect(
    codes(await refusal({ from: "shop.order", sort: Array.from({ length: 17 }, () => "number") })),
  ).toEqual(["too_many /sort"]);
});

test("text that no column can hold is refused, not sent", async () => {
  expect(codes(await refusal({ from: "shop.order", q: "a\u0000" }))).toEqual(["bad_format /q"]);
  expect(
    codes(await refusal({ from: "shop.order", where: { "==": [{ var: "number" }, "\u0000"] } })),
  ).toEqual(["bad_format /filter/==/1"]);
  expect(codes(await refusal({ from: "shop.order", where: 'number = "\u0000"' }))).toHaveLength(1);
});

test("offsets are no time zones, as PostgreSQL reads their sign the other way", async () => {
  expect(codes(await refusal({ from: "shop.order", timeZone: "+08:00" }))).toEqual(["bad_format /timeZone"]);
});

test("nobody but administrators and the platform reads, and what is not there is not found", async () => {
  const clerk: Actor = {
    kind: "user",
    user: "00000000-0000-7000-8000-00000000000a",
    roles: ["shop.clerk"],
    email: "c@example.com",
    locale: "en",
  };
  expect((await refusal({ from: "shop.order" }, shop.context(clerk))).code).toBe("forbidden");
  expect((await refusal({ from: "shop.order_line" }, shop.context(clerk))).code).toBe("forbidden");
  expect((await refusal({ from: "shop.nothing" })).code).toBe("not_found");
});

test("a value beyond its type is out of range", async () => {
  await shop.insert("shop.order", [{ number: "1", ordered_on: "2026-01-01" }]);
  expect(
    codes(
      await refusal({ from: "shop.order", where: "LEN(number) * 9007199254740991 * 9007199254740991 = 1" }),
    ),
  ).toEqual(["out_of_range /filter"]);
});

test("a query is ended when it takes too long, and its connection goes on", async () => {
  const other = await shop.workspace.pool.connect();
  await other.query('begin; lock table "ws_main"."shop__customer"');
  const { connectionString } = shop.database;
  const workspace = openWorkspace({ connectionString, clock: shop.clock, connections: 1, readSeconds: 0.1 });
  const impatient = createQueryService(workspace, { storages: fieldStorages, cursorSecret: "of this test" });
  await expect(impatient.list(shop.context(), { from: "shop.customer" })).rejects.toMatchObject({
    code: "query_too_expensive",
    problems: [{ params: { seconds: 0.1 } }],
  });
  await other.query("rollback");
  other.release();
  const page: unknown = JSON.parse(await impatient.list(shop.context(), { from: "shop.customer" }));
  expect(page).toMatchObject({ page: { next: null } });
  await workspace.close();
});

const attacks = [
  `number'; drop table "ws_main"."shop__order"; --`,
  `number" desc; select 1; --`,
  `"`,
  `a"b`,
  `__proto__`,
  `constructor`,
  `toString`,
  `_deleted_at`,
  `_parent`,
  `version::text`,
  `$parent`,
  `lines.*.x`,
  `*.number`,
  ``,
  `.`,
  `number.`,
  `customer..name`,
];

test("names that are none are refused wherever they stand", async () => {
  for (const name of attacks) {
    for (const query of [
      { select: [name] },
      { expand: [name] },
      { sort: [name] },
      { sort: [`-${name}`] },
      { where: { "==": [{ var: name }, 1] } },
    ]) {
      const error = await refusal({ from: "shop.order", ...query });
      expect([error.code, error.problems.length > 0, query]).toEqual(["validation_failed", true, query]);
    }
    expect((await refusal({ from: `shop.order${name === "" ? "x" : name}` })).code).toBe("not_found");
  }
});

test("values never become SQL", async () => {
  const [id] = await shop.insert("shop.order", [{ number: `'; drop table "ws_main"."shop__order"; --\\` }]);
  const found = await shop.list({
    from: "shop.order",
    where: { "==": [{ var: "number" }, `'; drop table "ws_main"."shop__order"; --\\`] },
    select: ["number"],
  });
  expect(found.data).toEqual([{ id, number: `'; drop table "ws_main"."shop__order"; --\\` }]);
  expect((await shop.list({ from: "shop.order", q: `'; drop`, select: ["number"] })).data).toHaveLength(1);
  expect((await shop.list({ from: "shop.order", q: `$1::text`, select: ["number"] })).data).toHaveLength(0);
});
