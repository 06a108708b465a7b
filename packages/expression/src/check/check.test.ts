import { describe, expect, it } from "vitest";
import { caseContext, caseScope } from "../conformance/scope.ts";
import { normalize } from "../normalize/normalize.ts";
import { parse } from "../parse/parse.ts";
import { runs } from "../types/runs.ts";
import type { CheckContext } from "../types/scope.ts";
import type { Type } from "../types/type.ts";
import { typeName } from "../types/type-name.ts";
import { check } from "./check.ts";

function checkText(text: string, context: CheckContext = caseContext): ReturnType<typeof check> {
  const parsed = parse(text);
  return "problems" in parsed ? parsed : check(parsed.expression, context, parsed.source);
}

function found(
  text: string,
  context: CheckContext = caseContext,
): Exclude<ReturnType<typeof check>, { problems: unknown }> {
  const result = checkText(text, context);
  if ("problems" in result) throw new Error(JSON.stringify(result.problems));
  return result;
}

const lines = caseScope.resolve("lines")?.type as Extract<Type, { kind: "rows" }>;

describe("what an expression reads", () => {
  it.each([
    ["n + x * n", ["n", "x"], false],
    ["SUM(lines.amount) * (1 - x)", ["lines.amount", "x"], false],
    ["COUNT(lines)", ["lines"], false],
    ["SUM(lines, qty * $parent.n, flag)", ["lines.qty", "n", "lines.flag"], false],
    ["SUM(lines, SUM(parts, size * $parent.qty))", ["lines.parts.size", "lines.qty"], false],
    ["customer.owner.email", ["customer.owner.email"], false],
    ["$user.id = customer.owner", ["$user.id", "customer.owner"], false],
    ["d < $today", ["d", "$today"], true],
    ["NOW() > at", ["at", "$now"], true],
    ["$settings.crm.days + n", ["$settings.crm.days", "n"], true],
    ["age > 3", ["age"], true],
  ])("%s", (text, reads, live) => {
    const result = found(text);
    expect([...result.reads].sort()).toEqual([...reads].sort());
    expect(result.live).toBe(live);
    expect(runs(result.checked)).toEqual(["sql", "server", "browser"]);
  });
});

describe("lists", () => {
  it("keep the canonical cut after the list, wherever the text put it", () => {
    const order: Type = { kind: "reference", to: "orders.order" };
    const context: CheckContext = {
      scope: {
        entity: "crm.payment",
        resolve: (name) => (name === "order" ? { type: order, follow: () => caseScope } : undefined),
        names: () => ["order"],
      },
    };
    const result = found("SUM(order.lines.amount)", context);
    expect(result.expression).toEqual({ sum: [{ var: "order.lines" }, { var: "amount" }] });
    expect(result.reads).toEqual(["order.lines.amount"]);
    expect(found("SUM(order.lines, qty * $parent.n)", context).reads).toEqual(["order.lines.qty", "order.n"]);
  });

  it("are implied in rollups and measures, and written $rows", () => {
    const context: CheckContext = { ...caseContext, rows: lines };
    expect(found("SUM(amount, flag)", context).expression).toEqual({
      sum: [{ var: "$rows" }, { var: "amount" }, { var: "flag" }],
    });
    expect(found("SUM(amount)", context).expression).toEqual({ sum: [{ var: "$rows" }, { var: "amount" }] });
    expect(found("COUNT()", context).expression).toEqual({ count: [{ var: "$rows" }] });
    expect(found("COUNT(true, flag)", context).expression).toEqual({
      count: [{ var: "$rows" }, true, { var: "flag" }],
    });
    expect(found("SUM(SUM(parts.size))", context).expression).toEqual({
      sum: [{ var: "$rows" }, { sum: [{ var: "parts" }, { var: "size" }] }],
    });
    expect(found("MIN(price)", context).expression).toEqual({ min: [{ var: "$rows" }, { var: "price" }] });
    expect(checkText("COUNT(qty > 2)", context)).toHaveProperty("problems.0.code", "ambiguous");
  });

  it("of an owned row's owner are reached by $parent", () => {
    const context: CheckContext = { scope: lines.row, parent: caseScope };
    const result = found("amount / SUM($parent.lines, amount * $parent.n)", context);
    expect([...result.reads].sort()).toEqual(["$parent.lines.amount", "$parent.n", "amount"]);
    expect(found("$index", context).checked).toEqual({ node: "index", type: { kind: "integer" } });
  });
});

describe("places", () => {
  it("may forbid the user and live values", () => {
    const context: CheckContext = { ...caseContext, allow: { user: false, live: false } };
    for (const text of ["d < $today", "d < TODAY()", "$settings.crm.days", "$now = at"]) {
      expect(checkText(text, context), text).toHaveProperty("problems.0.code", "not_storable");
    }
    expect(checkText("$user.id = customer.owner", context)).toMatchObject({
      problems: [{ code: "unknown_field", at: { offset: 0, length: 5 } }],
    });
  });

  it("read a constant as the type that is wanted, through IF and COALESCE", () => {
    const date: CheckContext = { ...caseContext, expected: { kind: "date" } };
    expect(found('"2026-01-31"', date).checked).toEqual({
      node: "constant",
      type: { kind: "date" },
      value: "2026-01-31",
    });
    expect(typeName(found('IF(active, "2026-01-31", COALESCE("2026-02-01", null))', date).checked.type)).toBe(
      "date",
    );
    const choice: CheckContext = { ...caseContext, expected: { kind: "choice", options: ["a", "b"] } };
    expect(checkText('IF(active, "a", "c")', choice)).toHaveProperty(
      "problems.0.code",
      "reference_not_found",
    );
    const tags: CheckContext = { ...caseContext, expected: { kind: "choices", options: ["a", "b"] } };
    expect(typeName(found('["a", "b"]', tags).checked.type)).toBe("list(choice)");
    expect(checkText('["a", "z"]', tags)).toHaveProperty("problems.0.code", "reference_not_found");
  });
});

describe("problems", () => {
  it("of JSON carry the pointer of the node", () => {
    const normalized = normalize({
      and: [{ "==": [{ var: "statu" }, "draft"] }, { "<": [{ var: "n" }, "x"] }],
    });
    const result = "problems" in normalized ? normalized : check(normalized.expression, caseContext);
    expect(result).toMatchObject({
      problems: [
        {
          code: "unknown_field",
          path: "/and/0/==/0",
          expected: "status",
          got: "statu",
          params: { name: "statu", nearest: "status" },
        },
        { code: "type_mismatch", path: "/and/1/</1", expected: "integer", got: "text" },
      ],
    });
  });

  it("of text point at the name within a path", () => {
    expect(checkText("1 + customer.ownr.email")).toMatchObject({
      problems: [{ code: "unknown_field", params: { nearest: "owner" }, at: { offset: 13, length: 4 } }],
    });
  });

  it("leave nothing to prototypes", () => {
    for (const name of [
      "constructor",
      "__proto__",
      "toString",
      "customer.constructor",
      "$constructor",
      "$__proto__.x",
    ]) {
      expect(checkText(name), name).toHaveProperty("problems.0.code", "unknown_field");
    }
  });
});
