import { readFileSync } from "node:fs";
import type { JsonValue } from "@dougong/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conform } from "./conformance/conform.ts";
import { caseContext, checkConformance, type FieldCase } from "./conformance.ts";
import type { FieldKind } from "./facets/kind.ts";
import { fieldReacts } from "./react/registry.ts";
import { fieldModels } from "./registry/models.ts";
import { fieldStorages } from "./registry/storages.ts";
import { longTextModel } from "./types/long-text/model.ts";
import { textModel } from "./types/text/model.ts";
import { textStorage } from "./types/text/storage.ts";

const kinds = Object.keys(fieldModels) as FieldKind[];

function casesOf(kind: FieldKind): readonly FieldCase[] {
  return JSON.parse(
    readFileSync(new URL(`./types/${kind.replaceAll("_", "-")}/cases.json`, import.meta.url), "utf8"),
  );
}

describe("every field type", () => {
  it.each(kinds)("%s behaves as its cases say", (kind) => {
    expect(
      checkConformance({ model: fieldModels[kind], storage: fieldStorages[kind], cases: casesOf(kind) }),
    ).toEqual([]);
  });

  it.each(kinds)("%s stands in the registry under its own name", (kind) => {
    expect([fieldModels[kind].type, fieldStorages[kind].type]).toEqual([kind, kind]);
  });

  it.each(kinds)("%s reads its own output as it is, whatever was put in", (kind) => {
    const model = fieldModels[kind];
    const seeds = casesOf(kind).map((entry) => entry.value);
    const input = fc.oneof(
      fc.constantFrom(...seeds),
      fc.string({ minLength: 1 }),
      fc.double(),
      fc.integer(),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(
        input,
        fc.constantFrom(...casesOf(kind)),
        fc.constantFrom("input" as const, "text" as const),
        (value, entry, from) => {
          if (value === null || value === "") return;
          const field = { ...entry.field, id: "value", type: kind, label: "Value" };
          const once = model.coerce(value as JsonValue, field, { ...caseContext(entry), from });
          if ("problems" in once || once.value === null) return;
          const usual = caseContext({ ...entry, text: {} });
          // a text in a cell is JSON's own notation, so that JSON which is a text is not read as itself
          const isJsonText = model.valueType(field).kind === "json" && typeof once.value === "string";
          for (const again of isJsonText ? (["input"] as const) : (["input", "text"] as const))
            expect(model.coerce(once.value as JsonValue, field, { ...usual, from: again })).toEqual(once);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("the kit on our own types", () => {
  it.each(kinds)("%s passes it whole", async (kind) => {
    const facets = { model: fieldModels[kind], storage: fieldStorages[kind], react: fieldReacts[kind] };
    expect(await conform({ ...facets, cases: casesOf(kind) })).toEqual([]);
  });
});

describe("conformance", () => {
  it("tells a case that does not hold", () => {
    const faults = checkConformance({
      model: textModel,
      storage: textStorage,
      cases: [{ from: "input", value: "a", expect: "b" }],
    });
    expect(faults).toEqual(['case 0 "a": "b" was expected, "a" came']);
  });

  it("tells a type whose output it does not read again", () => {
    const shouting = { ...textModel, coerce: (value: JsonValue) => ({ value: `${String(value)}!` }) };
    expect(
      checkConformance({
        model: shouting,
        storage: textStorage,
        cases: [{ from: "input", value: "a", expect: "a!" }],
      }),
    ).toEqual(['case 0 "a": its own output is read as {"value":"a!!"}']);
  });

  it("refuses a type without cases", () => {
    expect(checkConformance({ model: textModel, storage: textStorage, cases: [] })).toEqual([
      "there are no cases",
    ]);
  });
});

describe("limits of length", () => {
  const context = { path: "/value", label: "Value", from: "input" as const };
  const field = { id: "value", type: "long_text" };

  it("long_text takes 65,536 characters and not one more", () => {
    expect(longTextModel.coerce("👍".repeat(65_536), field, context)).toHaveProperty("value");
    expect(longTextModel.coerce("👍".repeat(65_537), field, context)).toMatchObject({
      problems: [{ code: "too_long", got: 65_537 }],
    });
  });

  it("half a surrogate pair is no text", () => {
    expect(textModel.coerce("a\ud800b", field, context)).toMatchObject({
      problems: [{ code: "bad_format" }],
    });
    expect(textModel.coerce("\udc00", field, context)).toMatchObject({ problems: [{ code: "bad_format" }] });
  });
});
