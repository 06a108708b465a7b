import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { itemCodes, type ProblemCode, requestCodes, statusOf } from "./codes.ts";
import { problemTextsEn } from "./messages/en.ts";
import { problemTextsZhCn } from "./messages/zh-cn.ts";
import { problemLocale, problemPage, renderProblem } from "./render.ts";

const codes = [...Object.keys(requestCodes), ...itemCodes] as readonly ProblemCode[];
const names = (sentences: readonly string[]) =>
  new Set(sentences.flatMap((sentence) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1])));

describe("the problem catalogue", () => {
  it("says every code of the contract in both languages, and no other", () => {
    expect(Object.keys(problemTextsEn).sort()).toEqual([...codes].sort());
    expect(Object.keys(problemTextsZhCn).sort()).toEqual([...codes].sort());
  });

  it("has the same codes and statuses as the table of the contract", () => {
    expect(statusOf("malformed_json")).toBe(400);
    expect(statusOf("precondition_required")).toBe(428);
    expect(statusOf("version_conflict")).toBe(409);
    expect(statusOf("required")).toBe(422);
    expect(codes).toHaveLength(60);
  });

  it.each(codes)("%s has the same variants and parameters in both languages", (code) => {
    const en = problemTextsEn[code];
    const zh = problemTextsZhCn[code];
    expect(Object.keys(zh.variants ?? {}).sort()).toEqual(Object.keys(en.variants ?? {}).sort());
    expect(names(zh.message)).toEqual(names(en.message));
    expect(names(zh.fix)).toEqual(names(en.fix));
    for (const [name, variant] of Object.entries(en.variants ?? {}))
      expect(names(zh.variants?.[name]?.message ?? [])).toEqual(names(variant.message));
  });

  it.each(codes)("%s ends with a sentence that needs no parameter", (code) => {
    for (const texts of [problemTextsEn, problemTextsZhCn]) {
      expect(texts[code].message.at(-1)).not.toMatch(/\{/);
      expect(texts[code].fix.at(-1)).not.toMatch(/\{/);
      expect(texts[code].explain.length).toBeGreaterThan(10);
    }
  });

  it("agrees with the pages in docs/problems, one for each code", () => {
    const folder = fileURLToPath(new URL("../../../../docs/problems/", import.meta.url));
    expect(readdirSync(folder).sort()).toEqual(codes.map((code) => `${code}.md`).sort());
    for (const code of codes) expect(readFileSync(`${folder}${code}.md`, "utf8")).toBe(problemPage(code));
  });
});

describe("renderProblem", () => {
  it("takes the most exact sentence whose parameters are all given", () => {
    expect(renderProblem({ code: "required", path: "/name", params: { label: "Name" } }, "en")).toEqual({
      code: "required",
      path: "/name",
      message: "Name is required",
      fix: "Enter Name",
    });
    expect(renderProblem({ code: "required", path: "/name" }, "en").message).toBe("A value is required here");
  });

  it("prefers the variant's sentence", () => {
    const problem = {
      code: "out_of_range",
      path: "/discount",
      variant: "max",
      params: { label: "Discount", max: "0.5" },
      expected: { max: "0.5" },
      got: "0.7",
    } as const;
    expect(renderProblem(problem, "en")).toEqual({
      code: "out_of_range",
      path: "/discount",
      message: "Discount is at most 0.5",
      expected: { max: "0.5" },
      got: "0.7",
      fix: "Use 0.5 or less",
    });
    expect(renderProblem(problem, "zh-CN").message).toBe("“Discount”最大为 0.5");
  });

  it("lets the designer's own words stand", () => {
    expect(renderProblem({ code: "rule_failed", path: "/reason", message: "写明原因" }, "en").message).toBe(
      "写明原因",
    );
  });

  it("names types as people do", () => {
    expect(
      renderProblem({ code: "type_mismatch", path: "/qty", expected: "integer", got: "string" }, "zh-CN")
        .message,
    ).toBe("应为整数，不是文本");
  });

  it("does not take a parameter from the prototype", () => {
    expect(
      renderProblem({ code: "unknown_field", path: "", params: { name: "__proto__" } }, "en").message,
    ).toBe("There is no field __proto__");
  });
});

describe("problemLocale", () => {
  it.each([
    ["zh-TW,en;q=0.8", "zh-CN"],
    ["fr, en;q=0.5, zh;q=0.9", "zh-CN"],
    ["en-GB", "en"],
    ["zh;q=0, en;q=0.1", "en"],
    ["*", "en"],
    [undefined, "en"],
  ] as const)("%s → %s", (header, locale) => {
    expect(problemLocale(header)).toBe(locale);
  });
});
