import { describe, expect, it } from "vitest";
import { variableName } from "./css-variables.ts";

describe("the CSS name of a token", () => {
  it("separates words and numbers by a hyphen", () => {
    expect(variableName("primaryBg2")).toBe("--primary-bg-2");
    expect(variableName("text2")).toBe("--text-2");
    expect(variableName("lineStrong")).toBe("--line-strong");
    expect(variableName("bg")).toBe("--bg");
  });
});
