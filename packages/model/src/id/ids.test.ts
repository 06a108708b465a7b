import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAppId, isDocumentId, parseQualifiedId, qualify } from "./ids.ts";
import { nearest } from "./nearest.ts";
import { isRecordId, uuidV7 } from "./uuid-v7.ts";

describe("document ids", () => {
  it.each(["a", "order_line", "a1", "x".repeat(40)])("%s is one", (id) =>
    expect(isDocumentId(id)).toBe(true),
  );
  it.each(["", "A", "1a", "_a", "a_", "a__b", "a-b", "x".repeat(41), "名", "a\n", "a.b"])(
    "%j is none",
    (id) => expect(isDocumentId(id)).toBe(false),
  );
  it("apps have at most 20 characters", () => {
    expect(isAppId("x".repeat(20))).toBe(true);
    expect(isAppId("x".repeat(21))).toBe(false);
  });
  it("are qualified by their app once", () => {
    expect(qualify("crm", "order")).toBe("crm.order");
    expect(qualify("crm", "stock.item")).toBe("stock.item");
    expect(parseQualifiedId("crm.order")).toEqual({ app: "crm", id: "order" });
    for (const text of ["crm", "crm.", ".order", "a.b.c", "crm.Order"])
      expect(parseQualifiedId(text)).toBeUndefined();
  });
});

describe("uuidV7", () => {
  it("is a UUID of version 7 that sorts by time", () => {
    const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
    const time = fc.integer({ min: 0, max: 2 ** 47 });
    fc.assert(
      fc.property(time, time, bytes, bytes, (a, b, randomA, randomB) => {
        const first = uuidV7(a, randomA);
        expect(isRecordId(first)).toBe(true);
        expect(first[14]).toBe("7");
        expect("89ab").toContain(first[19]);
        if (a < b) expect(first < uuidV7(b, randomB)).toBe(true);
      }),
    );
  });
  it("refuses too little randomness", () => expect(() => uuidV7(0, new Uint8Array(9))).toThrow(RangeError));
});

describe("nearest", () => {
  const fields = ["customer", "total", "ordered_on"];
  it.each([
    ["custmer", "customer"],
    ["Total", "total"],
    ["oredred_on", "ordered_on"],
    ["zzz", undefined],
    ["", undefined],
  ] as const)("%j → %s", (name, expected) => {
    expect(nearest(name, fields)).toBe(expected);
  });
  it("does not spend time on very long names", () =>
    expect(nearest("x".repeat(1_000_000), ["x".repeat(999_999)])).toBeUndefined());
});
