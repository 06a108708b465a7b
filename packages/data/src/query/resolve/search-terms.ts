import { countCodePoints, isStorableText, type PathStep } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import type { Problem } from "@dougong/model";
import type { Names } from "./names.ts";
import { resolvePath } from "./resolve-path.ts";

/** What `q` looks for, and in which texts: each term must be in one of them. */
export interface Search {
  readonly terms: readonly string[];
  readonly paths: readonly (readonly PathStep[])[];
}

const maxLength = 255;

/** Reads `q`: the entity's `search` paths, else its text fields, as far as the reader sees them. */
export function resolveSearch(
  names: Names,
  entity: Entity,
  q: string | undefined,
): { readonly search: Search | null; readonly problems: readonly Problem[] } {
  const terms = (q ?? "").split(/\s+/u).filter((term) => term !== "");
  if (q === undefined || terms.length === 0) return { search: null, problems: [] };
  const problem = searchProblem(q);
  if (problem !== undefined) return { search: null, problems: [problem] };
  const paths = (entity.document.search ?? ownTexts(entity)).flatMap((path) => {
    const found = resolvePath(names, path, "");
    return "problem" in found ? [] : [found.steps];
  });
  return { search: { terms, paths }, problems: [] };
}

/** What is wrong with a text as words to be searched. */
export function searchProblem(q: string): Problem | undefined {
  const length = countCodePoints(q);
  if (length > maxLength) {
    const params = { label: "q", max: maxLength, length };
    return { code: "too_long", path: "/q", params, expected: { max: maxLength } };
  }
  if (!isStorableText(q)) return { code: "bad_format", path: "/q", params: { label: "q" }, expected: "text" };
  return undefined;
}

function ownTexts(entity: Entity): readonly string[] {
  return [...entity.fields.values()].filter((field) => field.type.kind === "text").map((field) => field.id);
}
