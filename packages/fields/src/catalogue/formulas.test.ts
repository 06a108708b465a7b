import type { FieldDocument } from "@dougong/model";
import { describe, expect, it } from "vitest";
import { compile, entity, faults, line, lines } from "./design.test-support.ts";

describe("formulas", () => {
  const formula = (id: string, text: string, result?: FieldDocument["result"]): FieldDocument => ({
    id,
    type: "formula",
    formula: text,
    ...(result === undefined ? {} : { result }),
  });

  it("are ordered by what they read, whatever the order of the document", () => {
    const { catalogue, problems } = compile(
      entity("order", [formula("c", "b + 1"), formula("b", "a + 1"), { id: "a", type: "integer" }]),
    );
    expect(problems).toEqual([]);
    expect(catalogue.entities.get("shop.order")?.formulas.map((field) => field.id)).toEqual(["b", "c"]);
  });

  it("get the result that is inferred, through other formulas", () => {
    const { catalogue } = compile(
      entity("order", [
        formula("b", "a * 2"),
        formula("a", "ROUND(p / 3, 1)"),
        { id: "p", type: "decimal", scale: 4 },
        formula("n", 'LEN("x")'),
      ]),
    );
    const fields = catalogue.entities.get("shop.order")?.fields;
    expect(fields?.get("a")?.document.result).toEqual({ type: "decimal", precision: 38, scale: 1 });
    expect(fields?.get("n")?.document.result).toEqual({ type: "integer" });
  });

  it("need a result where none is inferred", () => {
    expect(faults(entity("order", [{ id: "p", type: "decimal" }, formula("a", "p / 3")]))).toEqual([
      "required /entity:order/fields/a/result",
    ]);
  });

  it("must fit their result", () => {
    expect(
      faults(entity("order", [{ id: "t", type: "text" }, formula("a", 't & "!"', { type: "integer" })])),
    ).toEqual(["type_mismatch /entity:order/fields/a/formula"]);
  });

  it("in a circle are reported, each", () => {
    const { problems } = compile(
      entity("order", [
        formula("a", "b + 1", { type: "integer" }),
        formula("b", "c + 1", { type: "integer" }),
        formula("c", "a + 1", { type: "integer" }),
        formula("self", "self"),
      ]),
    );
    expect(problems.map(({ code, path, params }) => [code, path, params?.path])).toEqual([
      ["required", "/entity:order/fields/self/result", undefined],
      ["cycle", "/entity:order/fields/a/formula", "a → b → c → a"],
      ["cycle", "/entity:order/fields/b/formula", "a → b → c → a"],
      ["cycle", "/entity:order/fields/c/formula", "a → b → c → a"],
      ["cycle", "/entity:order/fields/self/formula", "self → self"],
    ]);
  });

  it("over own lines get a column for each aggregate, the same for the same words", () => {
    const { catalogue, problems } = compile(
      entity("order", [
        lines,
        formula("total", "SUM(lines.amount) * 1.1 + SUM(lines.amount)", { type: "money" }),
        formula("n", "COUNT(lines)"),
      ]),
      line,
    );
    expect(problems).toEqual([]);
    const columns = catalogue.entities.get("shop.order")?.derived.columns ?? [];
    const sums = columns.filter((column) => column.kind === "aggregate");
    expect(sums.map(({ operator, over }) => [operator, over.lines])).toEqual([
      ["sum", "lines"],
      ["count", "lines"],
    ]);
    expect(sums.every(({ name }) => /^_agg_[0-9a-f]{8}$/.test(name))).toBe(true);
    const again = compile(entity("order", [lines, formula("x", "SUM(lines, amount)")]), line);
    const same = again.catalogue.entities.get("shop.order")?.derived.columns[0];
    expect(same?.name).toBe(sums[0]?.name);
  });

  it("say where in their text the fault is", () => {
    expect(
      compile(entity("order", [{ id: "price", type: "decimal" }, formula("a", "1 + prise")])).problems,
    ).toMatchObject([
      {
        code: "unknown_field",
        path: "/entity:order/fields/a/formula",
        params: { nearest: "price" },
        at: { text: "1 + prise", offset: 4, length: 5 },
      },
    ]);
  });

  it.each([
    ["$today", "date", true],
    ["customer.name", "text", false],
    ["TODAY()", "date", true],
    ["NOW()", "datetime", true],
  ])("that read %s are kept where they do not change by themselves", (text, type, live) => {
    const { catalogue, problems } = compile(
      entity("customer", [{ id: "name", type: "text" }]),
      entity("order", [{ id: "customer", type: "reference", to: "customer" }, formula("a", text, { type })]),
    );
    expect(problems).toEqual([]);
    const field = catalogue.entities.get("shop.order")?.fields.get("a");
    expect([field?.live, field?.stored]).toEqual([live, !live]);
  });

  it("of rows may read the record, and sums, too: both bring it near the row", () => {
    const rate = { id: "rate", type: "decimal" };
    const owned = { ...line, fields: [...line.fields, formula("x", "$parent.rate", { type: "decimal" })] };
    const { catalogue, problems } = compile(
      entity("order", [rate, lines, formula("t", "SUM(lines, amount * $parent.rate)", { type: "money" })]),
      owned,
    );
    expect(problems).toEqual([]);
    const near = catalogue.entities.get("shop.line")?.derived.columns.filter((one) => one.kind === "lookup");
    expect(near?.map(({ via, target, source }) => [via, target, source])).toEqual([
      ["_parent", "shop.order", "rate"],
    ]);
  });

  it.each(["$user.id", "$old.a", "$input.a"])("cannot read %s", (text) => {
    expect(
      faults(entity("order", [{ id: "a", type: "text" }, formula("f", text, { type: "text" })])),
    ).toEqual(["unknown_field /entity:order/fields/f/formula"]);
  });
});
