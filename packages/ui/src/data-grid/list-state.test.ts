import { describe, expect, it } from "vitest";
import { nextSort, readListState } from "./list-state.ts";

describe("the state of a list in the address line", () => {
  it("is read as far as it is one", () => {
    expect(
      readListState({
        q: 2026,
        sort: "-total",
        f: [{ path: "status", operator: "in", value: ["draft"] }],
        other: 1,
      }),
    ).toEqual({
      q: "2026",
      sort: "-total",
      f: [{ path: "status", operator: "in", value: ["draft"] }],
    });
    expect(readListState({ q: "", sort: 7.5, f: "x" })).toEqual({ sort: "7.5" });
  });

  it("goes from ascending to descending to the view's own order", () => {
    expect(nextSort(undefined, "total")).toBe("total");
    expect(nextSort("total", "total")).toBe("-total");
    expect(nextSort("-total", "total")).toBeUndefined();
    expect(nextSort("-number", "total")).toBe("total");
  });
});
