import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compilePattern } from "./pattern.ts";

function matches(pattern: string, text: string): boolean {
  const compiled = compilePattern(pattern);
  if ("fault" in compiled) throw new Error(JSON.stringify(compiled.fault));
  return compiled.pattern.matches(text);
}

describe("a pattern", () => {
  it.each([
    ["^[A-Z]{2}\\d+$", "AB12", true],
    ["^[A-Z]{2}\\d+$", "AB", false],
    ["b", "abc", true],
    ["^b", "abc", false],
    ["c$", "abc", true],
    ["^(?:ab|cd)?$", "", true],
    ["^(ab|cd){2,3}$", "abcdab", true],
    ["^(ab|cd){2,3}$", "ab", false],
    ["^x{0}$", "", true],
    ["^a{2,}$", "aaaa", true],
    ["[^0-9]", "123", false],
    ["^[\\d-]+$", "12-3", true],
    ["^[]a]$", "]", true],
    ["^\\.\\\\$", ".\\", true],
    ["^.$", "👍", true],
    ["^.$", "\n", false],
    ["^[一-龥]+$", "北京", true],
    ["(^a|b$)", "xb", true],
    ["", "anything", true],
  ])("%s on %s is %s", (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it.each(["(?=a)", "(?<n>a)", "\\1", "\\b", "a*?", "a++", "\\p{L}", "[[:alpha:]]"])(
    "%s is not supported",
    (pattern) => {
      expect(compilePattern(pattern)).toMatchObject({ fault: { code: "unsupported_kind" } });
    },
  );

  it.each(["(", ")", "[a", "a{2,1}", "*a", "a**", "\\", "[z-a]", "a{x}"])(
    "%s is a syntax error",
    (pattern) => {
      expect(compilePattern(pattern)).toMatchObject({ fault: { code: "syntax_error" } });
    },
  );

  it("says where the fault is", () => {
    expect(compilePattern("北京(?=a)")).toMatchObject({ fault: { offset: 2 } });
  });

  it("refuses what would need too many states", () => {
    expect(compilePattern("((a{100}){100}){100}")).toMatchObject({ fault: { code: "unsupported_kind" } });
  });

  it("takes time linear in the text where a backtracking engine would never end", () => {
    const before = process.cpuUsage();
    expect(matches("^(a+)+$", `${"a".repeat(5000)}b`)).toBe(false);
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
  });

  it("agrees with the regular expressions of JavaScript", () => {
    const piece = fc.constantFrom("a", "b", "[ab]", "[^a]", ".", "(a|bc)", "(?:b)", "^", "$", "\\d", "1");
    const quantifier = fc.constantFrom("", "", "", "*", "+", "?", "{2}", "{0,2}", "{1,}");
    const pattern = fc
      .array(fc.tuple(piece, quantifier), { maxLength: 6 })
      .map((parts) =>
        parts.map(([atom, count]) => atom + (atom === "^" || atom === "$" ? "" : count)).join(""),
      );
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "1"), maxLength: 8 });
    fc.assert(
      fc.property(
        pattern,
        text,
        (source, input) => matches(source, input) === new RegExp(source, "u").test(input),
      ),
      { numRuns: 2000 },
    );
  });
});
