import { describe, expect, it } from "vitest";
import type { PathField } from "../design/path-field.ts";
import { readConditions, toFilter } from "./condition.ts";

const field = (path: string, type: string): PathField => ({
  path,
  document: { id: path, type },
  label: path,
  entity: "crm.order",
  operators: [],
});
const fields = new Map([
  ["status", field("status", "choice")],
  [
    "total",
    { ...field("total", "formula"), document: { id: "total", type: "formula", result: { type: "money" } } },
  ],
  ["ordered_on", field("ordered_on", "date")],
]);
const fieldOf = (path: string) => fields.get(path) ?? null;

describe("a list's filter", () => {
  it("joins the view's own filter and every condition by and", () => {
    const base = { "!=": [{ var: "status" }, "void"] };
    const conditions = [
      { path: "total", operator: ">=", value: "100.00" },
      { path: "ordered_on", operator: "<", value: "2026-11-01" },
      { path: "status", operator: "in", value: ["draft", "done"] },
    ];
    expect(toFilter(base, conditions, fieldOf)).toEqual({
      and: [
        base,
        { ">=": [{ var: "total" }, { decimal: "100.00" }] },
        { "<": [{ var: "ordered_on" }, { date: "2026-11-01" }] },
        { in: [{ var: "status" }, ["draft", "done"]] },
      ],
    });
  });

  it("is the one condition alone, or nothing", () => {
    expect(toFilter(undefined, [{ path: "status", operator: "isnull", value: null }], fieldOf)).toEqual({
      isnull: [{ var: "status" }],
    });
    expect(toFilter(undefined, [], fieldOf)).toBeUndefined();
  });

  it("leaves out conditions on fields that are gone, and what is none in the address line", () => {
    expect(toFilter(undefined, [{ path: "old", operator: "==", value: 1 }], fieldOf)).toBeUndefined();
    expect(readConditions([{ path: "a", operator: "==", value: 1 }, 7, { path: "b" }])).toEqual([
      { path: "a", operator: "==", value: 1 },
    ]);
  });
});
