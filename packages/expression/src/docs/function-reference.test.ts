import { join } from "node:path";
import { expect, it } from "vitest";
import { operators } from "../operators/registry.ts";
import { parse } from "../parse/parse.ts";
import { functionReference } from "./function-reference.ts";

const guide = join(import.meta.dirname, "../../../../docs/guide");

it.each(["en", "zh"] as const)("the page of functions in %s is what the registry says", async (language) => {
  await expect(functionReference(language)).toMatchFileSnapshot(join(guide, `functions.${language}.md`));
});

it("every example is an expression", () => {
  const faults = Object.values(operators).filter((one) => "problems" in parse(one.doc.example));
  expect(faults.map((one) => one.text)).toEqual([]);
});
