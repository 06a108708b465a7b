import type { AppDocument, Document, FieldDocument } from "@dougong/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileCatalogue } from "../catalogue/compile-catalogue.ts";
import { fieldModels } from "../registry/models.ts";
import { applyDefaults } from "./apply-defaults.ts";
import { computeRecord } from "./compute-record.ts";
import type { RecordValues } from "./record-environment.ts";

const app: AppDocument = { kind: "app", id: "shop", version: "1.0.0", language: "en" };
const environment = { now: "2026-01-05T20:00:00.000Z", timeZone: "Asia/Shanghai", roots: { user: null } };
const formula = (id: string, text: string, result?: FieldDocument["result"]): FieldDocument => ({
  id,
  type: "formula",
  formula: text,
  ...(result === undefined ? {} : { result }),
});

function open(
  fields: readonly FieldDocument[],
  rows: readonly FieldDocument[] = [{ id: "x", type: "text" }],
) {
  const documents: readonly Document[] = [
    { kind: "entity", id: "order", fields: [...fields, { id: "lines", type: "lines", entity: "line" }] },
    { kind: "entity", id: "line", ownedBy: "order", fields: rows },
  ];
  const { catalogue, problems } = compileCatalogue({
    apps: [{ document: app, revision: 1, documents }],
    models: fieldModels,
  });
  expect(problems).toEqual([]);
  const entity = catalogue.entities.get("shop.order");
  if (entity === undefined) throw new Error("no entity");
  return { entity, compute: (record: RecordValues) => computeRecord(entity, catalogue, record, environment) };
}

const priced: readonly FieldDocument[] = [
  { id: "qty", type: "integer" },
  { id: "price", type: "decimal" },
  formula("amount", "qty * price", { type: "money" }),
];

describe("a computed record", () => {
  it("has row formulas, then sums, then what reads them", () => {
    const { compute } = open(
      [
        formula("tax", "ROUND(net * 0.13, 2)"),
        formula("net", "SUM(lines.amount)"),
        formula("all", "net + tax"),
      ],
      priced,
    );
    const { values, aggregates, problems } = compute({
      lines: [
        { qty: 3, price: "0.10" },
        { qty: 2, price: "9.99" },
        { qty: null, price: "5.00" },
      ],
    });
    expect(problems).toEqual([]);
    expect(values).toMatchObject({
      net: "20.28",
      tax: "2.64",
      all: "22.92",
      lines: [{ amount: "0.30" }, { amount: "19.98" }, { amount: null }],
    });
    expect(Object.values(aggregates)).toEqual(["20.28"]);
  });

  it("rounds half away from zero to the scale of the result", () => {
    const { compute } = open([{ id: "a", type: "decimal", scale: 3 }, formula("r", "a", { type: "money" })]);
    expect(["0.005", "-0.005", "1.004", "2.675"].map((a) => compute({ a }).values.r)).toEqual([
      "0.01",
      "-0.01",
      "1.00",
      "2.68",
    ]);
  });

  it("sums nothing to zero at the scale, and has no average of nothing", () => {
    const { compute } = open(
      [
        formula("s", "SUM(lines.price)"),
        formula("n", "COUNT(lines)"),
        formula("m", "AVG(lines.price)", { type: "money" }),
      ],
      priced,
    );
    expect(compute({ lines: [] }).values).toMatchObject({ s: "0.00", n: 0, m: null });
  });

  it("replaces what was sent for a formula", () => {
    const { compute } = open([{ id: "a", type: "integer" }, formula("b", "a + 1")]);
    expect(compute({ a: 1, b: 999 }).values.b).toBe(2);
  });

  it("tells a value that its type cannot hold, at its place", () => {
    const { compute } = open(
      [
        { id: "a", type: "integer" },
        formula("b", "a * 1000", { type: "integer" }),
        formula("c", "a * 1.5", { type: "decimal", precision: 4, scale: 2 }),
      ],
      [{ id: "q", type: "integer" }, formula("big", "q * 10", { type: "integer" })],
    );
    const { values, problems } = compute({
      a: Number.MAX_SAFE_INTEGER,
      lines: [{ q: 1 }, { q: Number.MAX_SAFE_INTEGER }],
    });
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "out_of_range /lines/1/big",
      "out_of_range /b",
      "out_of_range /c",
    ]);
    expect([values.b, values.c]).toEqual([null, null]);
  });

  it("does not change by being computed again", () => {
    const { compute } = open(
      [
        { id: "d", type: "decimal", scale: 4 },
        formula("net", "SUM(lines.amount)"),
        formula("due", "net * (1 - d)", { type: "money" }),
        formula("label", 'TEXT(due) & "!"'),
      ],
      priced,
    );
    const price = fc.integer({ min: -99_999, max: 99_999 }).map((cents) => (cents / 100).toFixed(2));
    const row = fc.record({ qty: fc.integer({ min: 0, max: 1000 }), price });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), fc.integer({ min: 0, max: 5000 }), (lines, discount) => {
        const once = compute({ d: (discount / 10_000).toFixed(4), lines });
        expect(compute(once.values)).toEqual(once);
        const cents = lines.reduce(
          (sum, { qty, price: text }) => sum + BigInt(qty) * BigInt(text.replace(".", "")),
          0n,
        );
        expect(BigInt(String(once.values.net).replace(".", ""))).toBe(cents);
      }),
    );
  });
});

describe("defaults", () => {
  const { entity } = open([
    { id: "a", type: "decimal", scale: 4, default: "0.5" },
    { id: "on", type: "date", default: "=$today" },
    { id: "due", type: "date", default: '=DATEADD(on, 30, "day")' },
    { id: "t", type: "text", default: "x" },
  ]);

  it("fill in what was not given, in order, in the workspace's zone", () => {
    expect(applyDefaults(entity, {}, environment).values).toEqual({
      a: "0.5000",
      on: "2026-01-06",
      due: "2026-02-05",
      t: "x",
    });
  });

  it("leave null where null was given", () => {
    expect(applyDefaults(entity, { on: "2026-03-01", t: null }, environment).values).toEqual({
      a: "0.5000",
      on: "2026-03-01",
      due: "2026-03-31",
      t: null,
    });
  });
});
