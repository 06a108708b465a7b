import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Document } from "../document/document.ts";
import { diffDocuments } from "./diff-documents.ts";
import { diffJson, equalJson } from "./diff-json.ts";

const entity = (
  label: string,
  ...fields: readonly { id: string; type: string; label?: string }[]
): Document => ({ kind: "entity", id: "order", label, fields });

describe("diffJson", () => {
  it("addresses elements by their id and tells a move apart from a change", () => {
    const from = { fields: [{ id: "a", label: "A" }, { id: "b" }] };
    const to = { fields: [{ id: "b" }, { id: "a", label: "Ä" }] };
    expect(diffJson(from, to)).toEqual([
      { path: "/fields/a/label", from: "A", to: "Ä" },
      { path: "/fields/$order", from: ["a", "b"], to: ["b", "a"] },
    ]);
  });
  it("compares arrays without ids whole", () => {
    expect(diffJson({ sort: ["-a"] }, { sort: ["a"] })).toEqual([{ path: "/sort", from: ["-a"], to: ["a"] }]);
  });
  it("is empty exactly for equal values", () => {
    const value = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<never>;
    fc.assert(fc.property(value, value, (a, b) => (diffJson(a, b).length === 0) === equalJson(a, b)));
    fc.assert(fc.property(value, (a) => diffJson(a, JSON.parse(JSON.stringify(a))).length === 0));
  });
});

describe("diffDocuments", () => {
  it("names what was added, changed and removed, the revision aside", () => {
    const view: Document = { kind: "view", id: "v", entity: "order", type: "table" };
    const before = [{ ...entity("Order", { id: "a", type: "text" }), revision: 1 }, view];
    const after = [
      { ...entity("Order", { id: "a", type: "text", label: "A" }), revision: 2 },
      { ...view, id: "w" },
    ];
    expect(diffDocuments(before, after)).toEqual({
      added: ["view:w"],
      changed: [{ document: "entity:order", path: "/fields/a/label", to: "A" }],
      removed: ["view:v"],
    });
  });
});
