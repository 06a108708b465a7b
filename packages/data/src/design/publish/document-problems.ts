import type { Catalogue } from "@dougong/fields";
import type { Problem } from "@dougong/model";

/** Faults of forms, views, pages, roles and translations, seen against the catalogue. */
export function documentProblems(_catalogue: Catalogue, _app: string): readonly Problem[] {
  return [];
}
