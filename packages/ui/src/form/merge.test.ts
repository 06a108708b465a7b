import { describe, expect, it } from "vitest";
import { compareThree, mergedPatch } from "./merge.ts";

describe("two people at one record", () => {
  const base = { terms: "45", note: null, due: "2026-12-08", lines: [{ id: "a", qty: "1" }] };
  const mine = { ...base, terms: "60", due: "2026-12-12", lines: [{ id: "a", qty: "2" }] };
  const theirs = { ...base, terms: "30", note: "发票随货", due: "2026-12-12" };

  it("collide only where both changed a field to different values", () => {
    expect(compareThree(base, mine, theirs)).toEqual({ both: ["terms"], mine: ["lines"], theirs: ["note"] });
  });

  it("send what I changed alone and what I chose to keep", () => {
    const merge = compareThree(base, mine, theirs);
    expect(mergedPatch(merge, mine, { terms: "mine" })).toEqual({
      terms: "60",
      lines: [{ id: "a", qty: "2" }],
    });
    expect(mergedPatch(merge, mine, { terms: "theirs" })).toEqual({ lines: [{ id: "a", qty: "2" }] });
  });
});
