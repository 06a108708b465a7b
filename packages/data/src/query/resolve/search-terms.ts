import type { PathStep, Scope } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import type { Problem } from "@dougong/model";
import { resolvePath } from "./resolve-path.ts";

/** What `q` looks for, and in which texts: each term must be in one of them. */
export interface Search {
  readonly terms: readonly string[];
  readonly paths: readonly (readonly PathStep[])[];
}

const maxLength = 255;

/** Reads `q`: the entity's `search` paths, else its text fields, as far as the reader sees them. */
export function resolveSearch(
  scope: Scope,
  entity: Entity,
  q: string | undefined,
): { readonly search: Search | null; readonly problems: readonly Problem[] } {
  const terms = (q ?? "").split(/\s+/u).filter((term) => term !== "");
  if (terms.length === 0) return { search: null, problems: [] };
  const length = [...(q ?? "")].length;
  if (length > maxLength)
    return {
      search: null,
      problems: [
        {
          code: "too_long",
          path: "/q",
          params: { label: "q", max: maxLength, length },
          expected: { max: maxLength },
        },
      ],
    };
  const paths = (entity.document.search ?? ownTexts(entity)).flatMap((path) => {
    const found = resolvePath(scope, path, "");
    return "problem" in found ? [] : [found.steps];
  });
  return { search: { terms, paths }, problems: [] };
}

function ownTexts(entity: Entity): readonly string[] {
  return [...entity.fields.values()].filter((field) => field.type.kind === "text").map((field) => field.id);
}
