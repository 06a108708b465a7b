import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonSyntaxFault } from "./json-fault.ts";
import { readJson } from "./json-reader.ts";

const codes = (text: string) =>
  readJson(text, 128).problems.map((problem) => `${problem.code} ${problem.path}`);

describe("reading JSON from outside", () => {
  it("gives what JSON.parse gives for every value", () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ noUnicodeString: false, maxDepth: 6 }),
        fc.constantFrom(0, 2),
        (value, indent) => {
          const text = JSON.stringify(value, null, indent);
          const reading = readJson(text, 128);
          if (!text.includes("__proto__")) expect(reading.value).toEqual(JSON.parse(text));
        },
      ),
    );
  });

  it.each([
    "",
    "{",
    "[1,]",
    '{"a":1,}',
    "{a:1}",
    "01",
    "+1",
    "1.",
    ".5",
    "nul",
    '"\t"',
    '"\\x"',
    "[1] 2",
    "NaN",
    "'a'",
    '{"a" 1}',
    "\u00a01",
  ])("refuses %j as no JSON", (text) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(() => readJson(text, 128)).toThrow(JsonSyntaxFault);
  });

  it("refuses a member that is given twice, also in another spelling", () => {
    expect(codes('{"a":{"b":1,"\\u0062":2}}')).toEqual(["malformed_json /a/b"]);
  });

  it("refuses what would reach a prototype", () => {
    expect(codes('{"__proto__":{"admin":true},"constructor":{"prototype":{"x":1}}}')).toEqual([
      "unknown_member /__proto__",
      "unknown_member /constructor/prototype",
    ]);
    expect(Object.getPrototypeOf(readJson('{"__proto__":{"admin":true}}', 128).value)).toBe(Object.prototype);
  });

  it("refuses U+0000 and half characters with their place", () => {
    expect(codes('{"a/b":["x\\u0000y"],"c":"\\ud83d","d":"\\ud83d\\ude00"}')).toEqual([
      "bad_format /a~1b/0",
      "bad_format /c",
    ]);
  });

  it("refuses numbers that a double would change, and takes those it keeps", () => {
    expect(codes("[9007199254740993, 0.30000000000000001, 1e400, 12345678901234567890.5]")).toHaveLength(4);
    expect(
      codes("[9007199254740991, -0.1, 1.50, 1e21, 0.30000000000000004, 100000000000000000000, 0, -0]"),
    ).toEqual([]);
  });

  it("stops at the depth limit without a deep stack", () => {
    expect(codes(`${"[".repeat(128)}${"]".repeat(128)}`)).toEqual([]);
    expect(codes(`${"[".repeat(129)}${"]".repeat(129)}`)).toEqual(["too_deep /0/0/0/0/0/0/0/0"]);
    expect(codes(`${'{"a":'.repeat(200_000)}1${"}".repeat(200_000)}`)[0]).toContain("too_deep");
  });
});
