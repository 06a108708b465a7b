import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenDesign, openDesign } from "./testing/open-design.ts";
import { refusal } from "./testing/refusal.ts";
import {
  app,
  changed,
  customer,
  order,
  orderLine,
  seed,
  shopBundle,
  withField,
  withoutField,
} from "./testing/shop-bundle.ts";

const write = { dryRun: false, seed: true };

describe("the first import of an app", () => {
  let here: OpenDesign;
  beforeAll(async () => {
    here = await openDesign();
  });
  afterAll(() => here.close());

  test("with Dry-Run plans every table and leaves nothing", async () => {
    const dry = await here.design.importApp(here.context, shopBundle({ seed }), { dryRun: true, seed: true });
    expect(dry.plan.changes.map((change) => change.id)).toEqual([
      "create_table entity:customer",
      "create_table entity:order",
      "create_table entity:order_line",
    ]);
    expect((await here.design.current()).key).toBe("system@1");
    expect(
      await here.rows("select 1 from pg_tables where schemaname = 'ws_main' and tablename like 'shop%'"),
    ).toEqual([]);
  });

  test("is refused with the faults of all documents and of the seed at once, and leaves nothing", async () => {
    const wrong = shopBundle({
      app: changed(app, { requires: { dougong: ">=9", apps: { stock: "^1.0.0" } } }),
      documents: [
        withField(customer, { id: "Name 2", type: "text" }),
        withField(
          withField(order, {
            id: "total",
            type: "formula",
            result: { type: "money" },
            formula: "subtotl * 2",
          }),
          { id: "agent", type: "reference", to: "agent" },
        ),
        orderLine,
        { kind: "flow", id: "f" },
      ],
      seed: {
        "shop.order": [
          { $key: "x", custmer: null, lines: [] },
          { $key: "x", customer: { $ref: "nobody" } },
        ],
      },
    });
    const { code, places } = await refusal(here.design.importApp(here.context, wrong, write));
    expect(code).toBe("validation_failed");
    expect([...places].sort()).toEqual([
      "bad_format /entity:customer/fields/Name 2/id",
      "not_unique /seed/shop.order/1/$key",
      "reference_not_found /seed/shop.order/1/customer",
      "unknown_document /app:shop/requires/apps/stock",
      "unknown_document /app:shop/requires/dougong",
      "unknown_document /entity:order/fields/agent/to",
      "unknown_field /entity:order/fields/total/formula",
      "unknown_field /seed/shop.order/0/custmer",
      "unsupported_kind /flow:f/kind",
    ]);
    expect((await here.design.current()).key).toBe("system@1");
  });

  test("cannot take the place of the platform's own", async () => {
    const { places } = await refusal(
      here.design.importApp(here.context, shopBundle({ app: changed(app, { id: "system" }) }), write),
    );
    expect(places).toEqual(["not_unique /app:system/id"]);
  });

  test("whose seed the record service refuses takes everything back", async () => {
    const bad = {
      "shop.customer": [
        { $key: "a", name: "A", code: "1" },
        { $key: "b", name: "B", code: "1" },
        { $key: "c" },
      ],
    };
    const { places } = await refusal(here.design.importApp(here.context, shopBundle({ seed: bad }), write));
    expect(places).toContain("required /seed/shop.customer/2/name");
    expect((await here.design.current()).key).toBe("system@1");
    expect(
      await here.rows(
        "select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace where nspname = 'ws_main' and relname like 'shop%'",
      ),
    ).toEqual([]);
    expect(await here.rows("select 1 from ws_main._change where entity like 'shop%'")).toEqual([]);
  });

  test("makes tables that compute, and inserts the seed through the one door", async () => {
    const imported = await here.design.importApp(here.context, shopBundle({ seed }), write);
    expect(imported).toMatchObject({ app: "shop", revision: 1, plan: { from: 0, to: 1 } });
    expect(
      await here.rows("select name, code, level, since from ws_main.shop__customer order by name"),
    ).toEqual([
      { name: "Ada", code: "C1", level: "b", since: "2026-01-05" },
      { name: "Bo", code: "=C2", level: "b", since: null },
    ]);
    expect(
      await here.rows(
        "select o.number, c.name, o.subtotal, o.total from ws_main.shop__order o join ws_main.shop__customer c on c.id = o.customer",
      ),
    ).toEqual([{ number: "SO-0001", name: "Ada", subtotal: "22.98", total: "20.68" }]);
    const via = await here.rows("select distinct via ->> 'kind' as kind from ws_main._change");
    expect(via).toEqual([{ kind: "import" }]);
  });

  test("repeated, makes no revision and no row", async () => {
    const again = await here.design.importApp(here.context, shopBundle({ seed }), write);
    expect(again).toMatchObject({ revision: 1, plan: { from: 1, to: 1, changes: [] } });
    expect(await here.rows("select count(*)::int as n from ws_main.shop__customer")).toEqual([{ n: 2 }]);
  });

  test("tells the faults of documents although the app's own document is faulty", async () => {
    const wrong = shopBundle({
      app: { ...app, version: "one", colour: "red" },
      documents: [customer, withField(order, { id: "agent", type: "reference", to: "agent" }), orderLine],
    });
    const { problems } = await refusal(here.design.importApp(here.context, wrong, write));
    expect(problems.map(({ code, path }) => `${code} ${path}`).sort()).toEqual([
      "bad_format /app:shop/version",
      "unknown_document /entity:order/fields/agent/to",
      "unknown_member /app:shop/colour",
    ]);
  });
});

describe("a further import", () => {
  let here: OpenDesign;
  beforeAll(async () => {
    here = await openDesign();
    await here.design.importApp(here.context, shopBundle({ seed }), write);
  });
  afterAll(() => here.close());

  test("adds fields, works formulas out for the rows that are there, and inserts only what is new in the seed", async () => {
    const documents = [
      withField(withField(customer, { id: "note", type: "long_text", default: "new" }), {
        id: "caption",
        type: "formula",
        formula: 'name & "/" & level',
      }),
      withField(order, { id: "count", type: "formula", formula: "COUNT(lines)" }),
      orderLine,
    ];
    const more = {
      "shop.customer": [...(seed["shop.customer"] as []), { $key: "cy", name: "Cy", code: "C3" }],
    };
    const { revision, plan } = await here.design.importApp(
      here.context,
      shopBundle({ documents, seed: more }),
      write,
    );
    expect(revision).toBe(2);
    expect(plan.changes.filter((change) => change.rewrite).map((change) => change.id)).toEqual([
      "recompute entity:customer",
      "recompute entity:order",
    ]);
    expect(
      await here.rows("select name, note, caption, version from ws_main.shop__customer order by name"),
    ).toEqual([
      { name: "Ada", note: null, caption: "Ada/b", version: 1 },
      { name: "Bo", note: null, caption: "Bo/b", version: 1 },
      { name: "Cy", note: "new", caption: "Cy/b", version: 1 },
    ]);
    expect(await here.rows("select count, total from ws_main.shop__order")).toEqual([
      { count: "2", total: "20.68" },
    ]);
    const documentsNow = await here.design.documents("shop", {});
    expect(documentsNow.map((document) => document.id).sort()).toEqual([
      "customer",
      "order",
      "order_line",
      "shop",
    ]);
  });

  test("is refused where rows break a new unique or invariant: how many, and which", async () => {
    const documents = [
      changed(customer, {
        unique: [{ fields: ["level"] }],
        invariants: [{ id: "old", check: 'since < DATE("2020-01-01")', message: "Too young" }],
      }),
      order,
      orderLine,
    ];
    const { problems } = await refusal(here.design.importApp(here.context, shopBundle({ documents }), write));
    expect(problems).toEqual([
      expect.objectContaining({
        code: "not_unique",
        path: "/entity:customer/unique/0",
        got: { rows: 3, ids: expect.any(Array) },
      }),
      expect.objectContaining({
        code: "invariant_failed",
        path: "/entity:customer/invariants/old",
        got: { rows: 3, ids: expect.any(Array) },
      }),
    ]);
    expect((await here.design.current()).key).toBe("shop@2 system@1");
  });

  test("a renamed field keeps its data, and a removed one waits under another name for its return", async () => {
    const renamed = [
      withField(withoutField(customer, "since"), { id: "joined", type: "date", was: "since" }),
      order,
      orderLine,
    ];
    expect(
      (
        await here.design.importApp(here.context, shopBundle({ documents: renamed }), {
          ...write,
          acceptLoss: "all",
        })
      ).revision,
    ).toBe(3);
    expect(await here.rows("select joined from ws_main.shop__customer where name = 'Ada'")).toEqual([
      { joined: "2026-01-05" },
    ]);

    const without = [withoutField(customer, "since"), order, orderLine];
    const refused = await refusal(
      here.design.importApp(here.context, shopBundle({ documents: without }), write),
    );
    expect(refused).toMatchObject({
      code: "data_loss",
      problems: [{ path: "/entity:customer/fields/joined", got: { values: 1 } }],
    });
    const accepted = await here.design.importApp(here.context, shopBundle({ documents: without }), {
      ...write,
      acceptLoss: ["park_column entity:customer/fields/joined"],
    });
    expect(accepted.revision).toBe(4);
    expect(Object.keys((await here.rows("select * from ws_main.shop__customer limit 1"))[0] ?? {})).toContain(
      "_parked_4_joined",
    );

    await here.design.importApp(here.context, shopBundle({ documents: renamed }), write);
    expect(await here.rows("select joined from ws_main.shop__customer where name = 'Ada'")).toEqual([
      { joined: "2026-01-05" },
    ]);
  });

  test("numbers may grow; any other change of a type is unsupported", async () => {
    const base = withField(withoutField(customer, "since"), { id: "joined", type: "date", was: "since" });
    const wider = [
      base,
      order,
      withField(orderLine, { id: "qty", type: "decimal", precision: 20, scale: 3 }),
    ];
    const { plan } = await here.design.importApp(here.context, shopBundle({ documents: wider }), write);
    expect(plan.changes.find((change) => change.kind === "widen_column")).toMatchObject({
      target: "entity:order_line/fields/qty",
      rewrite: true,
    });
    expect(
      await here.rows(
        "select qty::text, amount::text from ws_main.shop__order_line order by _position limit 1",
      ),
    ).toEqual([{ qty: "2.000", amount: "19.98" }]);

    const other = [withField(base, { id: "code", type: "date" }), order, orderLine];
    const { places } = await refusal(
      here.design.importApp(here.context, shopBundle({ documents: other }), write),
    );
    expect(places).toEqual([
      "unsupported_kind /entity:customer/fields/code/type",
      "unsupported_kind /entity:order_line/fields/qty/type",
    ]);
  });

  test("a removed table is counted as loss, and the trash's rows with it", async () => {
    const { problems } = await refusal(
      here.design.importApp(here.context, shopBundle({ documents: [customer] }), write),
    );
    expect(problems.map((problem) => problem.path)).toEqual(
      expect.arrayContaining(["/entity:order", "/entity:order_line"]),
    );
    const gone = await here.design.importApp(here.context, shopBundle({ documents: [customer] }), {
      ...write,
      acceptLoss: "all",
    });
    expect([...(await here.design.current()).entities.keys()]).toEqual([
      "shop.customer",
      "system.unit",
      "system.user",
    ]);
    const back = await here.design.importApp(here.context, shopBundle(), { ...write, acceptLoss: "all" });
    expect(back.revision).toBe(gone.revision + 1);
  });
});
