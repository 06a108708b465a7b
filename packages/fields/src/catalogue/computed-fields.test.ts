import type { Document, FieldDocument } from "@dougong/model";
import { describe, expect, it } from "vitest";
import { compile, entity, faults, line, lines } from "./design.test-support.ts";

const customer = entity("customer", [
  { id: "name", type: "text" },
  { id: "tier", type: "choice", options: ["basic", "gold"] },
  { id: "region", type: "reference", to: "region" },
  { id: "rate", type: "decimal", precision: 5, scale: 4 },
]);
const region = entity("region", [{ id: "name", type: "text" }]);
const reference = (id: string, to = id): FieldDocument => ({ id, type: "reference", to });
const lookup = (id: string, via: string, field: string): FieldDocument => ({
  id,
  type: "lookup",
  via,
  field,
});
const rollup = (id: string, from: string, by: FieldDocument["by"], formula: string, more: object = {}) =>
  ({ id, type: "rollup", from, by, formula, ...more }) as FieldDocument;
const formula = (id: string, text: string): FieldDocument => ({ id, type: "formula", formula: text });
const payment = entity("payment", [
  reference("order"),
  { id: "amount", type: "money" },
  { id: "state", type: "choice", options: ["pending", "cleared"] },
  { id: "due", type: "date" },
]);

function fieldsOf(...documents: readonly Document[]) {
  const { catalogue, problems } = compile(...documents);
  expect(problems).toEqual([]);
  return (id: string) => catalogue.entities.get(`shop.${id}`)?.fields ?? new Map();
}

describe("lookups", () => {
  it("have the type of what they show and are joined as long as nothing stored needs them", () => {
    const fields = fieldsOf(
      customer,
      region,
      entity("order", [
        reference("customer"),
        lookup("tier", "customer", "tier"),
        lookup("rate", "customer", "rate"),
        formula("x", "ROUND(rate * 2, 2)"),
      ]),
    )("order");
    expect(fields.get("tier")).toMatchObject({
      type: { kind: "choice", options: ["basic", "gold"] },
      document: { result: { type: "choice", options: ["basic", "gold"] } },
      stored: false,
      live: false,
    });
    expect(fields.get("rate")).toMatchObject({
      stored: true,
      document: { result: { type: "decimal", precision: 5, scale: 4 } },
    });
    expect(fields.get("x")).toMatchObject({ stored: true, local: false });
  });

  it("lead over references, the owner and other lookups", () => {
    const fields = fieldsOf(
      customer,
      region,
      {
        ...line,
        fields: [...line.fields, lookup("tier", "$parent", "tier"), lookup("area", "$parent", "region")],
      },
      entity("order", [
        reference("customer"),
        lines,
        lookup("tier", "customer", "tier"),
        lookup("region", "customer", "region"),
        lookup("area", "region", "name"),
      ]),
    );
    expect(fields("line").get("tier")).toMatchObject({ type: { kind: "choice" } });
    expect(fields("line").get("area")).toMatchObject({ to: "shop.region" });
    expect(fields("order").get("area")).toMatchObject({
      type: { kind: "text" },
      lookup: { entity: "shop.region" },
    });
  });

  it("tell what they cannot find", () => {
    expect(
      faults(
        customer,
        region,
        entity("order", [
          reference("customer"),
          { id: "note", type: "text" },
          lookup("a", "custmer", "tier"),
          lookup("b", "note", "tier"),
          lookup("c", "customer", "teer"),
          lookup("d", "$parent", "tier"),
        ]),
      ),
    ).toEqual([
      "unknown_field /entity:order/fields/a/via",
      "type_mismatch /entity:order/fields/b/via",
      "unknown_field /entity:order/fields/c/field",
      "unknown_field /entity:order/fields/d/via",
    ]);
  });

  it("that need each other go in a circle, over entities, too", () => {
    const { problems } = compile(
      entity("a", [reference("b"), lookup("x", "b", "y")]),
      entity("b", [reference("a"), lookup("y", "a", "x")]),
    );
    expect(problems.map(({ code, path, params }) => [code, path, params?.path])).toEqual([
      ["cycle", "/entity:a/fields/x/field", "x → b.y → x"],
      ["cycle", "/entity:b/fields/y/field", "x → b.y → x"],
    ]);
  });
});

describe("rollups", () => {
  it("run over the records that point here, with their condition", () => {
    const { catalogue, problems } = compile(
      payment,
      entity("order", [
        rollup("paid", "payment", "order", "SUM(amount)", { where: 'state = "cleared"' }),
        rollup("count", "payment", "order", "COUNT()"),
        rollup("mean", "payment", "order", "AVG(amount)", { result: { type: "money" } }),
      ]),
    );
    expect(problems).toEqual([]);
    const order = catalogue.entities.get("shop.order");
    expect(order?.fields.get("paid")?.document.result).toEqual({ type: "decimal", precision: 38, scale: 2 });
    const sums = order?.derived.columns.filter((one) => one.kind === "aggregate") ?? [];
    expect(sums.map(({ operator, over }) => [operator, over.match, over.absent])).toEqual(
      ["sum", "count", "sum", "count"].map((operator) => [
        operator,
        [{ own: "id", other: "order" }],
        "_deleted_at",
      ]),
    );
  });

  it("over live values are live, and what reads them", () => {
    const fields = fieldsOf(
      payment,
      entity("order", [
        rollup("overdue", "payment", "order", "SUM(amount, due < $today)"),
        formula("twice", "overdue + 2"),
      ]),
    )("order");
    expect([fields.get("overdue"), fields.get("twice")]).toMatchObject([
      { live: true, stored: false },
      { live: true, stored: false },
    ]);
  });

  it("may be tied by a map onto a unique, over the owner of rows, too", () => {
    const { catalogue, problems } = compile(
      entity("product", [{ id: "name", type: "text" }]),
      entity("move", [
        reference("warehouse", "product"),
        { id: "lines", type: "lines", entity: "move_line" },
      ]),
      entity("move_line", [reference("product"), { id: "qty", type: "integer" }], { ownedBy: "move" }),
      entity(
        "stock",
        [
          reference("product"),
          reference("warehouse", "product"),
          rollup("on_hand", "move_line", { product: "product", warehouse: "$parent.warehouse" }, "SUM(qty)"),
        ],
        {
          unique: [{ fields: ["product", "warehouse"] }],
          invariants: [{ id: "not_negative", check: "on_hand >= 0", message: "m" }],
        },
      ),
    );
    expect(problems).toEqual([]);
    const stock = catalogue.entities.get("shop.stock");
    expect(stock?.derived.invariants.get("not_negative")?.foreign).toBe(true);
    const sum = stock?.derived.columns.find((one) => one.kind === "aggregate");
    expect(sum?.over.match.map((tie) => tie.own)).toEqual(["product", "warehouse"]);
    const near = catalogue.entities.get("shop.move_line")?.derived.columns ?? [];
    expect(near.map((one) => one.kind === "lookup" && one.source)).toEqual(["warehouse", "_deleted_at"]);
  });

  it("tell what does not fit", () => {
    expect(
      faults(
        payment,
        entity("order", [
          { id: "code", type: "text" },
          rollup("a", "paymnt", "order", "SUM(amount)"),
          rollup("b", "payment", "amount", "SUM(amount)"),
          rollup("c", "payment", { code: "state" }, "SUM(amount)"),
          rollup("d", "payment", "order", "SUM(amont)"),
          rollup("e", "payment", "order", "amount"),
          rollup("f", "payment", "order", "AVG(amount)"),
          rollup("g", "payment", "order", "SUM(amount)", { where: "amount" }),
        ]),
      ),
    ).toEqual([
      "unknown_document /entity:order/fields/a/from",
      "type_mismatch /entity:order/fields/b/by",
      "ambiguous /entity:order/fields/c/by",
      "type_mismatch /entity:order/fields/c/by/code",
      "unknown_field /entity:order/fields/d/formula",
      "unknown_field /entity:order/fields/e/formula",
      "required /entity:order/fields/f/result",
      "type_mismatch /entity:order/fields/g/where",
    ]);
  });

  it("live values cannot be kept by constraints and indexes", () => {
    expect(
      faults(
        entity("order", [{ id: "due", type: "date" }, formula("late", "due < $today")], {
          unique: [{ fields: ["late"] }],
          indexes: [{ fields: ["late"] }],
          invariants: [{ id: "i", check: "late", message: "m" }],
        }),
      ),
    ).toEqual([
      "not_storable /entity:order/unique/0/fields/0",
      "not_storable /entity:order/indexes/0/fields/0",
      "not_storable /entity:order/invariants/i/check",
    ]);
  });
});
