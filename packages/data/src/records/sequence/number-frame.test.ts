import { createZones } from "@dougong/expression";
import { sequenceTokens } from "@dougong/fields";
import { describe, expect, it } from "vitest";
import { numberFrame } from "./number-frame.ts";
import { scopeOf } from "./scope.ts";
import { workspaceDate } from "./workspace-date.ts";

const zones = createZones();
const frame = (format: string, record = {}) =>
  numberFrame(sequenceTokens({ id: "n", type: "sequence", format }) ?? [], "2026-03-07", record);

describe("a number's frame", () => {
  it.each([
    ["SO-{yyyy}-{seq:5}", { before: "SO-2026-", after: "", digits: 5 }],
    ["{yy}{mm}{dd}/{seq}x", { before: "260307/", after: "x", digits: 1 }],
    ["{kind}{seq:2}-{missing}", { before: "card", after: "-", digits: 2 }],
  ])("of %s", (format, expected) => {
    expect(frame(format, { kind: "card" })).toEqual(expected);
  });
});

describe("a number's scope", () => {
  it("is one per combination of parts of the date and values", () => {
    const record = { kind: "card", shop: null };
    expect(scopeOf([], "2026-03-07", record)).toBe("[]");
    expect(scopeOf(["year"], "2026-03-07", record)).toBe('["2026"]');
    expect(scopeOf(["month", "kind"], "2026-03-07", record)).toBe('["2026-03","card"]');
    expect(scopeOf(["day", "shop"], "2026-03-07", record)).toBe('["2026-03-07",null]');
  });
});

describe("the workspace's date", () => {
  it("is that of its zone", () => {
    const instant = new Date("2026-01-31T16:30:00Z");
    expect(workspaceDate(instant, zones.open("Asia/Shanghai"))).toBe("2026-02-01");
    expect(workspaceDate(instant, zones.open("UTC"))).toBe("2026-01-31");
  });
});
