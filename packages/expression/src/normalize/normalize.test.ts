import type { JsonValue } from "@dougong/model";
import { describe, expect, it } from "vitest";
import { normalize } from "./normalize.ts";
import { readValue } from "./read-value.ts";

const codes = (source: JsonValue): readonly string[] => {
  const result = normalize(source);
  return "problems" in result ? result.problems.map(({ code, path }) => `${code} ${path}`) : [];
};

describe("normalize", () => {
  it("makes the canonical form: decimals for fractions, lists for arrays, plain literals", () => {
    expect(normalize({ "+": [{ var: "a" }, 0.1, 1e-7] })).toEqual({
      expression: { "+": [{ var: "a" }, { decimal: "0.1" }, { decimal: "0.0000001" }] },
    });
    expect(normalize({ in: [{ var: "s" }, ["a", "b"]] })).toEqual({
      expression: { in: [{ var: "s" }, { list: ["a", "b"] }] },
    });
    expect(normalize({ "==": [{ time: "09:30" }, { datetime: "2026-01-31T01:00:00+01:00" }] })).toEqual({
      expression: { "==": [{ time: "09:30:00" }, { datetime: "2026-01-31T00:00:00.000Z" }] },
    });
    expect(normalize({ "&": [] })).toHaveProperty("problems");
    expect(normalize({ concat: [{ literal: "a" }, { literal: 0.5 }] })).toEqual({
      expression: { concat: ["a", { decimal: "0.5" }] },
    });
    expect(normalize({ "+": [1, { decimal: "-00.50" }] })).toEqual({
      expression: { "+": [1, { decimal: "-0.50" }] },
    });
  });

  it("takes text as well", () => {
    expect(normalize("a + 1")).toMatchObject({
      expression: { "+": [{ var: "a" }, 1] },
      source: { text: "a + 1" },
    });
  });

  it("collects all problems with their pointers", () => {
    expect(
      codes({
        "+": [
          { summ: [1] },
          { date: "2026-02-30" },
          { var: "a b" },
          { abs: 1 },
          { round: [] },
          {},
          { a: 1, b: 2 },
          1e300,
          "\u0000",
        ],
      }),
    ).toEqual([
      "unknown_function /+/0",
      "bad_format /+/1/date",
      "unknown_field /+/2/var",
      "syntax_error /+/3/abs",
      "syntax_error /+/4/round",
      "syntax_error /+/5",
      "syntax_error /+/6",
      "out_of_range /+/7",
      "bad_format /+/8",
    ]);
  });

  it("knows no prototype names", () => {
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      expect(codes(JSON.parse(`{"${name}":[1]}`))).toEqual(["unknown_function "]);
      expect(codes(JSON.parse(`{"${name}":"x"}`))).toEqual(["unknown_function "]);
    }
  });

  it("stops at 32 levels and 1,000 nodes", () => {
    let deep: JsonValue = 1;
    for (let level = 0; level < 10_000; level += 1) deep = { abs: [deep] };
    expect(codes(deep)).toEqual(["too_deep "]);
    const sum = (terms: number): JsonValue => ({ "+": Array.from({ length: terms }, () => 1) });
    expect(codes(sum(100_000))).toEqual(["too_many "]);
    expect(codes(sum(999))).toEqual([]);
    expect(codes(sum(1000))).toEqual(["too_many "]);
  });
});

describe("a list of constants", () => {
  const constants = (length: number): readonly JsonValue[] =>
    Array.from(
      { length },
      (_, index) => [index, `${index}`, null, { date: "2026-01-05" }, 0.5][index % 5] ?? null,
    );

  it("is one node of up to 1,000 items", () => {
    for (const list of [constants(1000), { list: constants(1000) }]) {
      expect(codes(list)).toEqual([]);
      expect(codes({ and: Array.from({ length: 400 }, () => ({ in: [{ var: "a" }, [1, 2, 3]] })) })).toEqual([
        "too_many ",
      ]);
      expect(codes({ and: Array.from({ length: 300 }, () => ({ in: [{ var: "a" }, list] })) })).toEqual([]);
    }
    expect(codes(constants(1001))).toEqual(["too_many "]);
    expect(codes(constants(100_000))).toEqual(["too_many "]);
  });

  it("counts its items where others stand among them", () => {
    expect(codes([{ var: "a" }, ...constants(998)])).toEqual([]);
    expect(codes([{ var: "a" }, ...constants(999)])).toEqual(["too_many "]);
    expect(codes([...constants(999), { var: "a" }])).toEqual(["too_many "]);
  });
});

describe("readValue", () => {
  it.each<[JsonValue, unknown]>([
    ["draft", { value: "draft" }],
    ["'=1+1", { value: "=1+1" }],
    ["''==x", { value: "'==x" }],
    ["'hello", { value: "'hello" }],
    ["", { value: "" }],
    [5, { value: 5 }],
    [null, { value: null }],
    [[1, "=a"], { value: [1, "=a"] }],
    [{ literal: { "+": [1, 2] } }, { value: { "+": [1, 2] } }],
    [{ literal: "=x" }, { value: "=x" }],
    [{ a: 1 }, { value: { a: 1 } }],
    [{ a: 1, b: 2 }, { value: { a: 1, b: 2 } }],
    [{}, { value: {} }],
    [{ var: "$today" }, { expression: { var: "$today" } }],
    [{ decimal: "0.10" }, { expression: { decimal: "0.10" } }],
    [{ "+": [1, 2] }, { expression: { "+": [1, 2] } }],
  ])("%j", (source, expected) => {
    expect(readValue(source)).toEqual(expected);
  });

  it("parses a string after =, with places in the whole string", () => {
    expect(readValue("=$today")).toMatchObject({
      expression: { var: "$today" },
      source: { text: "=$today" },
    });
    expect(readValue("=1 +")).toHaveProperty("problems.0.at", { text: "=1 +", offset: 4, length: 0 });
    expect(readValue({ "+": [1] })).toHaveProperty("problems.0.code", "syntax_error");
  });
});
