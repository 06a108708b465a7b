import { parameter, sql } from "@dougong/expression";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bodyOf, openShop, type Shop } from "./testing/open-shop.ts";
import { refused } from "./testing/refused.ts";

let shop: Shop;
let customer: string;
let product: string;
const absent = "00000000-0000-7000-8000-00000000ffff";

beforeAll(async () => {
  shop = await openShop();
  customer = (
    await shop.records.create(shop.context, "shop.customer", { name: "Li", email: "li@example.com" })
  ).id;
  product = (await shop.records.create(shop.context, "shop.product", { name: "Tea" })).id;
});
afterAll(() => shop.close());

const count = async (entity: string): Promise<unknown> =>
  (await shop.rows(`select count(*)::int as n from ws_main."shop__${entity}"`))[0]?.n;

describe("create", () => {
  it("answers the record with defaults, rows and computed values", async () => {
    const result = await shop.records.create(shop.context, "shop.order", {
      customer,
      discount: "0.1",
      note: "",
      lines: [
        { product, qty: 2, price: "9.99" },
        { product, qty: 3 },
      ],
    });
    expect(result).toMatchObject({ status: 201, version: 1, replayed: false });
    expect(bodyOf(result)).toMatchObject({
      id: result.id,
      version: 1,
      customer,
      status: "draft",
      number: null,
      ordered_on: "2026-01-05",
      owner: shop.admin,
      discount: "0.1000",
      note: null,
      lines: [
        { qty: 2, price: "9.99", amount: "19.98" },
        { qty: 3, price: "1.00", amount: "3.00" },
      ],
      subtotal: "22.98",
      total: "20.68",
      created_at: "2026-01-05T01:00:00.000Z",
      created_by: shop.admin,
    });
  });

  it("writes the whole row and each value to the history, computed ones too", async () => {
    const { id } = await shop.records.create(shop.context, "shop.order", {
      customer,
      status: "placed",
      lines: [{ product, qty: 2 }],
    });
    const [entry] = await shop.rows(
      "select op, version, by::text, via::text, row::text, changes::text from ws_main._change where record = $1",
      [id],
    );
    expect(entry).toMatchObject({ op: "create", version: 1, by: shop.admin, via: '{"kind":"api"}' });
    const row = JSON.parse(String(entry?.row));
    const line = row.lines[0].id;
    expect(row).toMatchObject({
      id,
      number: expect.stringMatching(/^SO-2026-\d{4}$/),
      total: "2.00",
      lines: [{ amount: "2.00" }],
    });
    expect(JSON.parse(String(entry?.changes))).toEqual(
      expect.arrayContaining([
        { path: "/customer", from: null, to: customer },
        { path: `/lines/${line}/qty`, from: null, to: 2 },
        { path: "/total", from: null, to: "2.00" },
        { path: "/number", from: null, to: row.number },
      ]),
    );
  });

  it("collects all problems at their places", async () => {
    const { code, items } = await refused(
      shop.records.create(shop.context, "shop.order", {
        discount: "0.7",
        custmer: customer,
        total: "5.00",
        id: absent,
        owner: absent,
        lines: [{ qty: "x" }, { product: absent, qty: 1, colour: 1 }, 7, { id: absent, product, qty: 1 }],
      }),
    );
    expect(code).toBe("validation_failed");
    expect([...items].sort()).toEqual(
      [
        "out_of_range /discount",
        "unknown_field /custmer",
        "read_only_field /total",
        "read_only_field /id",
        "reference_not_found /owner",
        "type_mismatch /lines/0/qty",
        "required /lines/0/product",
        "reference_not_found /lines/1/product",
        "unknown_field /lines/1/colour",
        "type_mismatch /lines/2",
        "reference_not_found /lines/3/id",
        "required /customer",
      ].sort(),
    );
  });

  it("names the entity of a missing reference by its label, and expects its id", async () => {
    for (const id of [absent, "nonsense"]) {
      const { error } = await refused(
        shop.records.create(shop.context, "shop.order", { customer: id, lines: [{ product: id, qty: 1 }] }),
      );
      const told = error.problems.map(({ path, params, expected }) => [path, params?.entity, expected]);
      expect(told).toEqual([
        ["/customer", "Customer", "shop.customer id"],
        ["/lines/0/product", "Product", "shop.product id"],
      ]);
    }
  });

  it("proposes the field that was meant", async () => {
    const { error } = await refused(
      shop.records.create(shop.context, "shop.customer", { name: "A", emial: "x" }),
    );
    expect(error.problems[0]?.params).toEqual({ name: "emial", nearest: "email" });
  });

  it.each([
    ["a number for a text", { name: 5 }, "type_mismatch /name"],
    ["a text that is too long", { name: "x".repeat(41) }, "too_long /name"],
    ["an unknown option", { name: "A", level: "silver" }, "reference_not_found /level"],
    ["a retired option", { name: "A", level: "old" }, "reference_not_found /level"],
    ["too many decimals", { name: "A", credit: "1.001" }, "scale_exceeded /credit"],
    ["nothing where something is required", { name: "" }, "required /name"],
    ["a read-only field", { name: "A", code: "X" }, "read_only_field /code"],
    ["a null character", { name: "a\u0000b" }, "bad_format /name"],
  ])("refuses %s", async (_what, input, item) => {
    expect((await refused(shop.records.create(shop.context, "shop.customer", input))).items).toEqual([item]);
  });

  it("counts rows against the limits of the lines field", async () => {
    const lines = Array.from({ length: 7 }, () => ({ product, qty: 1 }));
    expect(
      (await refused(shop.records.create(shop.context, "shop.order", { customer, lines }))).items,
    ).toEqual(["out_of_range /lines"]);
  });

  it("names a broken invariant in the designer's words and keeps nothing", async () => {
    const before = await count("order");
    const { error, items } = await refused(
      shop.records.create(shop.context, "shop.order", {
        customer,
        ordered_on: "2026-02-01",
        due_on: "2026-01-01",
      }),
    );
    expect(items).toEqual(["invariant_failed "]);
    expect(error.problems[0]?.message).toBe("Due before it was ordered");
    expect(await count("order")).toBe(before);
  });

  it("refuses what its formula's type cannot hold", async () => {
    const { items } = await refused(
      shop.records.create(shop.context, "shop.order", {
        customer,
        lines: [{ product, qty: 9_000_000, price: "9999999999.99" }],
      }),
    );
    expect(items[0]).toMatch(/^out_of_range \/lines\/0\/amount$/);
  });

  it("says that a value is taken, at its field, and never by which record", async () => {
    const { items, error } = await refused(
      shop.records.create(shop.context, "shop.customer", { name: "Other", email: "li@example.com" }),
    );
    expect(items).toEqual(["not_unique /email"]);
    expect(JSON.stringify(error.problems)).not.toContain(customer);
  });

  it("holds a unique only where its condition does", async () => {
    await shop.records.create(shop.context, "shop.customer", { name: "Twin" });
    await shop.records.create(shop.context, "shop.customer", { name: "Twin" });
    await shop.records.create(shop.context, "shop.customer", { name: "Twin", level: "gold" });
    const { items } = await refused(
      shop.records.create(shop.context, "shop.customer", { name: "Twin", level: "gold" }),
    );
    expect(items).toEqual(["not_unique /name", "not_unique /level"]);
  });

  it("is refused for rows, unknown entities and people without a grant", async () => {
    expect(
      (await refused(shop.records.create(shop.context, "shop.order_line", { product, qty: 1 }))).code,
    ).toBe("owned_entity");
    expect((await refused(shop.records.create(shop.context, "shop.nothing", {}))).code).toBe("not_found");
    const stranger = {
      ...shop.context,
      actor: { kind: "user" as const, user: shop.admin, roles: [], email: "", locale: "en" },
    };
    expect((await refused(shop.records.create(stranger, "shop.product", { name: "A" }))).code).toBe(
      "forbidden",
    );
  });

  it("draws numbers by scope, pattern and the workspace's date", async () => {
    shop.clock.set("2026-01-31T16:30:00Z"); // the 1st of February in Shanghai
    const order = (await shop.records.create(shop.context, "shop.order", { customer })).id;
    const pay = async (kind: string) =>
      bodyOf(await shop.records.create(shop.context, "shop.payment", { order, kind, amount: "1" })).number;
    expect([await pay("cash"), await pay("card"), await pay("cash")]).toEqual([
      "P260201-cash-001",
      "P260201-card-001",
      "P260201-cash-002",
    ]);
    await refused(shop.records.create(shop.context, "shop.payment", { order, kind: "cash", amount: "0" }));
    await refused(
      shop.records.create(shop.context, "shop.payment", { order: absent, kind: "cash", amount: "1" }),
    );
    // The database refused the second one after its number was taken: a hole, as they need not be gapless.
    expect(await pay("cash")).toBe("P260201-cash-004");
    shop.clock.set("2026-01-05T01:00:00Z");
  });
});

describe("a dry run", () => {
  it("answers what would be, without number, and keeps nothing", async () => {
    const before = [
      await count("order"),
      (await shop.rows("select count(*)::int as n from ws_main._change"))[0],
    ];
    const result = await shop.records.create(
      { ...shop.context, dryRun: true, idempotency: { key: "dry", fingerprint: "f" } },
      "shop.order",
      { customer, status: "placed", lines: [{ product, qty: 4 }] },
    );
    expect(bodyOf(result)).toMatchObject({ number: null, total: "4.00", version: 1 });
    expect([
      await count("order"),
      (await shop.rows("select count(*)::int as n from ws_main._change"))[0],
    ]).toEqual(before);
    expect(await shop.rows("select 1 from ws_main._idempotency where key = 'dry'")).toEqual([]);
  });

  it("refuses what the write would be refused for", async () => {
    const { items } = await refused(
      shop.records.create({ ...shop.context, dryRun: true }, "shop.customer", {
        name: "A",
        email: "li@example.com",
      }),
    );
    expect(items).toEqual(["not_unique /email"]);
  });
});

describe("an idempotency key", () => {
  const keyed = (key: string, fingerprint = "f") => ({ ...shop.context, idempotency: { key, fingerprint } });

  it("gives the first outcome again and writes once", async () => {
    const first = await shop.records.create(keyed("once"), "shop.customer", {
      name: "Once",
      email: "once@example.com",
    });
    const again = await shop.records.create(keyed("once"), "shop.customer", {
      name: "Once",
      email: "once@example.com",
    });
    expect(again).toEqual({ ...first, replayed: true });
    expect(await shop.rows(`select 1 from ws_main."shop__customer" where name = 'Once'`)).toHaveLength(1);
  });

  it("refuses another request, even one that could not be written", async () => {
    await shop.records.create(keyed("other"), "shop.product", { name: "A" });
    expect(
      (await refused(shop.records.create(keyed("other", "g"), "shop.product", { name: "B" }))).code,
    ).toBe("idempotency_mismatch");
    expect((await refused(shop.records.create(keyed("other", "g"), "shop.product", { name: 5 }))).code).toBe(
      "idempotency_mismatch",
    );
  });

  it("keeps no outcome of a refusal", async () => {
    await refused(shop.records.create(keyed("later"), "shop.product", { name: "" }));
    expect((await shop.records.create(keyed("later"), "shop.product", { name: "Later" })).replayed).toBe(
      false,
    );
  });

  it("writes once when it comes many times at once", async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 12 }, () =>
        shop.records.create(keyed("burst"), "shop.product", { name: "Burst" }),
      ),
    );
    const codes = tries.flatMap((one) =>
      one.status === "rejected" ? [(one.reason as { code: string }).code] : [],
    );
    expect(new Set(codes)).toEqual(codes.length === 0 ? new Set() : new Set(["idempotency_in_progress"]));
    expect(new Set(tries.flatMap((one) => (one.status === "fulfilled" ? [one.value.id] : []))).size).toBe(1);
    expect(await shop.rows(`select 1 from ws_main."shop__product" where name = 'Burst'`)).toHaveLength(1);
  });
});

describe("statements alongside", () => {
  it("commit with the record, or not at all", async () => {
    const grant = (user: string) =>
      sql`insert into ws_main._user_role values (${parameter(user, "uuid")}, 'shop.clerk')`;
    await shop.records.create({ ...shop.context, alongside: [grant(customer)] }, "shop.product", {
      name: "Along",
    });
    expect(await shop.rows("select role from ws_main._user_role where user_id = $1", [customer])).toEqual([
      { role: "shop.clerk" },
    ]);
    const twice = shop.records.create({ ...shop.context, alongside: [grant(customer)] }, "shop.product", {
      name: "Never",
    });
    await expect(twice).rejects.toMatchObject({ code: "23505", constraint: "_user_role_pkey" });
    expect(await shop.rows(`select 1 from ws_main."shop__product" where name = 'Never'`)).toEqual([]);
  });

  it("may refuse by name", async () => {
    const check = sql`select ws_main._assert(false, 'setup_closed')`;
    await expect(
      shop.records.create({ ...shop.context, alongside: [check] }, "shop.product", { name: "Never" }),
    ).rejects.toMatchObject({ code: "DG001", constraint: "setup_closed" });
  });
});
