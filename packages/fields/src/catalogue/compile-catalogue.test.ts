import { type AppDocument, type Document, type EntityDocument, type FieldDocument, systemDocuments } from "@dougong/model";
import { describe, expect, it } from "vitest";
import { fieldModels } from "../registry/models.ts";
import { compileCatalogue } from "./compile-catalogue.ts";

const system = systemDocuments.filter((document) => document.kind === "app")[0];
const app: AppDocument = { kind: "app", id: "shop", version: "1.0.0", language: "en" };

function compile(...documents: readonly Document[]) {
  return compileCatalogue({
    apps: [
      { document: system ?? app, revision: 1, documents: systemDocuments.filter((document) => document.kind !== "app") },
      { document: app, revision: 7, documents },
    ],
    models: fieldModels,
  });
}

function entity(id: string, fields: readonly FieldDocument[], more: Partial<EntityDocument> = {}): EntityDocument {
  return { kind: "entity", id, fields, ...more };
}

const line = entity(
  "line",
  [
    { id: "qty", type: "integer" },
    { id: "price", type: "decimal" },
    { id: "amount", type: "formula", formula: "qty * price", result: { type: "money" } },
  ],
  { ownedBy: "order" },
);
const lines: FieldDocument = { id: "lines", type: "lines", entity: "line" };
const faults = (...documents: readonly Document[]) => compile(...documents).problems.map(({ code, path }) => `${code} ${path}`);

describe("a catalogue", () => {
  it("resolves names with and without the app's prefix", () => {
    const { catalogue, problems } = compile(
      entity("customer", [{ id: "name", type: "text" }]),
      entity("order", [
        { id: "a", type: "reference", to: "customer" },
        { id: "b", type: "reference", to: "shop.customer" },
        { id: "c", type: "user" },
        { id: "d", type: "reference", to: "system.unit" },
      ]),
    );
    expect(problems).toEqual([]);
    expect([...(catalogue.entities.get("shop.order")?.fields.values() ?? [])].map((field) => field.to)).toEqual(["shop.customer", "shop.customer", "system.user", "system.unit"]);
  });

  it("is fingerprinted by apps and revisions", () => {
    expect(compile().catalogue.key).toBe("shop@7 system@1");
  });

  it("tells every fault of every document at once, each at its place", () => {
    expect(
      faults(
        entity("order", [{ id: "x", type: "reference", to: "custmer" }, { id: "y", type: "rollup" }, { id: "z", type: "integer", min: 5, max: 1 }, { id: "z", type: "text" }, { id: "version", type: "text" }]),
        entity("order", [{ id: "a", type: "text" }]),
        { kind: "rule", id: "r", entity: "nothing", on: ["create"], then: [] },
      ),
    ).toEqual([
      "not_unique /entity:order/id",
      "unknown_document /entity:order/fields/x/to",
      "unsupported_kind /entity:order/fields/y/type",
      "out_of_range /entity:order/fields/z/min",
      "not_unique /entity:order/fields/3/id",
      "not_unique /entity:order/fields/version/id",
      "unknown_document /rule:r/entity",
    ]);
  });

  it("proposes the entity that was likely meant", () => {
    const { problems } = compile(entity("customer", [{ id: "n", type: "text" }]), entity("order", [{ id: "x", type: "reference", to: "custmer" }]));
    expect(problems).toMatchObject([{ params: { nearest: "customer" } }]);
  });

  it("keeps pages and entities apart, as both are addresses", () => {
    expect(faults(entity("order", [{ id: "a", type: "text" }]), { kind: "page", id: "order", blocks: [] })).toEqual(["not_unique /page:order/id"]);
  });

  it("does not tell a second fault where a faulty field is named", () => {
    expect(faults(entity("order", [{ id: "a", type: "rollup" }, { id: "b", type: "formula", formula: "a + 1", result: { type: "integer" } }]))).toEqual(["unsupported_kind /entity:order/fields/a/type"]);
  });
});

describe("owned rows", () => {
  it("know their owner and its lines field", () => {
    const { catalogue, problems } = compile(entity("order", [lines]), line);
    expect(problems).toEqual([]);
    expect(catalogue.entities.get("shop.line")?.owner).toEqual({ entity: "shop.order", field: "lines" });
  });

  it("need a lines field of the owner", () => {
    expect(faults(entity("order", [{ id: "a", type: "text" }]), line)).toEqual(["unknown_field /entity:line/ownedBy"]);
  });

  it("must be owned by the entity whose lines they are", () => {
    expect(faults(entity("order", [lines]), entity("line", [{ id: "a", type: "text" }]))).toEqual(["unknown_document /entity:order/fields/lines/entity"]);
  });

  it("go one level deep", () => {
    const sub = entity("sub", [{ id: "a", type: "text" }], { ownedBy: "line" });
    const deep = { ...line, fields: [...line.fields, { id: "subs", type: "lines", entity: "sub" }] };
    expect(faults(entity("order", [lines]), deep, sub)).toEqual(["too_deep /entity:sub/ownedBy"]);
  });
});

describe("formulas", () => {
  const formula = (id: string, text: string, result?: FieldDocument["result"]): FieldDocument => ({ id, type: "formula", formula: text, ...(result === undefined ? {} : { result }) });

  it("are ordered by what they read, whatever the order of the document", () => {
    const { catalogue, problems } = compile(entity("order", [formula("c", "b + 1"), formula("b", "a + 1"), { id: "a", type: "integer" }]));
    expect(problems).toEqual([]);
    expect(catalogue.entities.get("shop.order")?.formulas.map((field) => field.id)).toEqual(["b", "c"]);
  });

  it("get the result that is inferred, through other formulas", () => {
    const { catalogue } = compile(entity("order", [formula("b", "a * 2"), formula("a", "ROUND(p / 3, 1)"), { id: "p", type: "decimal", scale: 4 }, formula("n", "LEN(\"x\")")]));
    const fields = catalogue.entities.get("shop.order")?.fields;
    expect(fields?.get("a")?.document.result).toEqual({ type: "decimal", precision: 38, scale: 1 });
    expect(fields?.get("n")?.document.result).toEqual({ type: "integer" });
  });

  it("need a result where none is inferred", () => {
    expect(faults(entity("order", [{ id: "p", type: "decimal" }, formula("a", "p / 3")]))).toEqual(["required /entity:order/fields/a/result"]);
  });

  it("must fit their result", () => {
    expect(faults(entity("order", [{ id: "t", type: "text" }, formula("a", "t & \"!\"", { type: "integer" })]))).toEqual(["type_mismatch /entity:order/fields/a/formula"]);
  });

  it("in a circle are reported, each", () => {
    const { problems } = compile(entity("order", [formula("a", "b + 1", { type: "integer" }), formula("b", "c + 1", { type: "integer" }), formula("c", "a + 1", { type: "integer" }), formula("self", "self")]));
    expect(problems.map(({ code, path, params }) => [code, path, params?.path])).toEqual([
      ["required", "/entity:order/fields/self/result", undefined],
      ["cycle", "/entity:order/fields/a/formula", "a → b → c → a"],
      ["cycle", "/entity:order/fields/b/formula", "a → b → c → a"],
      ["cycle", "/entity:order/fields/c/formula", "a → b → c → a"],
      ["cycle", "/entity:order/fields/self/formula", "self → self"],
    ]);
  });

  it("over own lines get a column for each aggregate, the same for the same words", () => {
    const { catalogue, problems } = compile(entity("order", [lines, formula("total", "SUM(lines.amount) * 1.1 + SUM(lines.amount)", { type: "money" }), formula("n", "COUNT(lines)")]), line);
    expect(problems).toEqual([]);
    const fields = catalogue.entities.get("shop.order")?.fields;
    const total = fields?.get("total")?.aggregates ?? [];
    expect(total.map(({ column, lines: of }) => [column.replace(/[0-9a-f]{8}$/, "#"), of])).toEqual([["_agg_#", "lines"]]);
    expect(fields?.get("n")?.aggregates[0]?.column).not.toBe(total[0]?.column);
    const again = compile(entity("order", [lines, formula("x", "SUM(lines, amount)")]), line);
    expect(again.catalogue.entities.get("shop.order")?.fields.get("x")?.aggregates[0]?.column).toBe(total[0]?.column);
  });

  it("say where in their text the fault is", () => {
    expect(compile(entity("order", [{ id: "price", type: "decimal" }, formula("a", "1 + prise")])).problems).toMatchObject([{ code: "unknown_field", path: "/entity:order/fields/a/formula", params: { nearest: "price" }, at: { text: "1 + prise", offset: 4, length: 5 } }]);
  });

  it.each([
    ["$today", "date"],
    ["customer.name", "text"],
    ["TODAY()", "date"],
    ["NOW()", "datetime"],
  ])("that read %s are not built yet", (text, type) => {
    expect(faults(entity("customer", [{ id: "name", type: "text" }]), entity("order", [{ id: "customer", type: "reference", to: "customer" }, formula("a", text, { type })]))).toEqual(["unsupported_kind /entity:order/fields/a/formula"]);
  });

  it("of rows that read the record are not built yet, nor sums that do", () => {
    const rate = { id: "rate", type: "decimal" };
    const owned = { ...line, fields: [...line.fields, formula("x", "$parent.rate", { type: "decimal" })] };
    expect(faults(entity("order", [rate, lines, formula("t", "SUM(lines, amount * $parent.rate)", { type: "money" })]), owned)).toEqual(["unsupported_kind /entity:order/fields/t/formula", "unsupported_kind /entity:line/fields/x/formula"]);
  });

  it.each(["$user.id", "$old.a", "$input.a"])("cannot read %s", (text) => {
    expect(faults(entity("order", [{ id: "a", type: "text" }, formula("f", text, { type: "text" })]))).toEqual(["unknown_field /entity:order/fields/f/formula"]);
  });
});

describe("titles, defaults, options", () => {
  it("the title is the first text or sequence where none is given", () => {
    const { catalogue } = compile(entity("a", [{ id: "n", type: "integer" }, { id: "t", type: "text" }]), entity("b", [{ id: "n", type: "integer" }]), entity("c", [{ id: "x", type: "text" }, { id: "y", type: "text" }], { title: "x & \" \" & y" }));
    const step = (id: string) => {
      const title = catalogue.entities.get(id)?.title;
      return title?.node === "path" ? title.steps[0]?.name : title?.node;
    };
    expect([step("shop.a"), step("shop.b"), step("shop.c")]).toEqual(["t", "id", "call"]);
  });

  it("a constant default is in contract form", () => {
    const { catalogue } = compile(entity("a", [{ id: "d", type: "decimal", scale: 4, default: "0" }, { id: "e", type: "date", default: "=$today" }, { id: "t", type: "text", default: "'=x" }]));
    const fields = catalogue.entities.get("shop.a")?.fields;
    expect(fields?.get("d")?.default).toMatchObject({ node: "constant", value: "0.0000" });
    expect(fields?.get("e")?.default).toMatchObject({ node: "today" });
    expect(fields?.get("t")?.default).toMatchObject({ node: "constant", value: "=x" });
  });

  it("a default must fit its field", () => {
    expect(
      faults(
        entity("a", [
          { id: "a", type: "integer", max: 5, default: 6 },
          { id: "b", type: "choice", options: ["x"], default: "y" },
          { id: "c", type: "date", default: "=1 + 1" },
          { id: "d", type: "sequence", default: "1" },
          { id: "e", type: "text", default: "=nothing" },
        ]),
      ),
    ).toEqual(["out_of_range /entity:a/fields/a/default", "reference_not_found /entity:a/fields/b/default", "type_mismatch /entity:a/fields/c/default", "read_only_field /entity:a/fields/d/default", "unknown_field /entity:a/fields/e/default"]);
  });

  it("a choice may take the options of another", () => {
    const { catalogue, problems } = compile(entity("a", [{ id: "x", type: "choice", options: ["p", "q"] }]), entity("b", [{ id: "y", type: "choice", options: { of: "a.x" } }, { id: "z", type: "choice", options: { of: "shop.b.y" }, default: "q" }]));
    expect(problems).toEqual([]);
    expect(catalogue.entities.get("shop.b")?.fields.get("z")?.type).toEqual({ kind: "choice", options: ["p", "q"] });
  });

  it("a choice cannot take options that are not there, nor its own", () => {
    const of = (name: string, from: string) => ({ id: name, type: "choice", options: { of: from } });
    expect(faults(entity("a", [{ id: "n", type: "integer" }, of("x", "a.n"), of("y", "nothing.x"), of("z", "a.z")]))).toEqual(["unknown_field /entity:a/fields/x/options/of", "unknown_document /entity:a/fields/y/options/of", "cycle /entity:a/fields/z/options/of"]);
  });
});

describe("conditions of an entity", () => {
  it("are checked where they stand", () => {
    expect(
      faults(
        entity("a", [{ id: "n", type: "integer" }, { id: "s", type: "sequence", format: "{nope}-{seq:3}", per: ["year", "nothing"], assignWhen: "n > \"x\"" }], {
          invariants: [
            { id: "one", check: "n >= 0", message: "m" },
            { id: "two", check: "n", message: "m" },
            { id: "three", check: "$today > DATE(\"2026-01-01\")", message: "m" },
            { id: "one", check: "n > 0", message: "m", at: "commit" },
          ],
          unique: [{ fields: ["n", "x"] }, { fields: ["n"], where: "n >" }],
          indexes: [{ fields: ["-n", "y", "created_at"] }],
          search: ["s", "q"],
        }),
      ),
    ).toEqual([
      "unknown_field /entity:a/fields/s/format",
      "unknown_field /entity:a/fields/s/per/1",
      "type_mismatch /entity:a/fields/s/assignWhen",
      "unknown_field /entity:a/unique/0/fields/1",
      "syntax_error /entity:a/unique/1/where",
      "unknown_field /entity:a/indexes/0/fields/1",
      "unknown_field /entity:a/search/1",
      "type_mismatch /entity:a/invariants/two/check",
      "not_storable /entity:a/invariants/three/check",
      "not_unique /entity:a/invariants/3/id",
      "unsupported_kind /entity:a/invariants/3/at",
    ]);
  });
});

describe("rules", () => {
  const order = entity("order", [{ id: "n", type: "integer" }, { id: "note", type: "text" }, { id: "f", type: "formula", formula: "n + 1" }]);

  it("run by order, then id", () => {
    const rule = (id: string, at?: number): Document => ({ kind: "rule", id, entity: "order", on: ["create"], then: [{ require: ["note"] }], ...(at === undefined ? {} : { order: at }) });
    const { catalogue, problems } = compile(order, rule("c"), rule("a", 1), rule("b"), rule("z", -1));
    expect(problems).toEqual([]);
    expect(catalogue.entities.get("shop.order")?.rules.map((entry) => entry.id)).toEqual(["shop.z", "shop.b", "shop.c", "shop.a"]);
  });

  it("are checked in every effect", () => {
    expect(
      faults(order, {
        kind: "rule",
        id: "r",
        entity: "order",
        on: ["update"],
        when: "$old.n != n AND $user.id != null",
        then: [{ require: ["nope"] }, { set: { f: 1, n: "=note", nope: 1 } }, { error: { field: "nope", message: "m" } }, { options: { field: "n", where: true } }, { set: { n: "=$old.n + 1" } }],
      }),
    ).toEqual(["unknown_field /rule:r/then/0/require/0", "read_only_field /rule:r/then/1/set/f", "type_mismatch /rule:r/then/1/set/n", "unknown_field /rule:r/then/1/set/nope", "unknown_field /rule:r/then/2/error/field", "unsupported_kind /rule:r/then/3/options"]);
  });

  it("may hide a section of a form", () => {
    const form: Document = { kind: "form", id: "f", entity: "order", sections: [{ id: "more", fields: ["note"] }] };
    expect(faults(order, form, { kind: "rule", id: "r", entity: "order", on: ["create"], then: [{ hide: ["more", "note"] }] })).toEqual([]);
  });
});
