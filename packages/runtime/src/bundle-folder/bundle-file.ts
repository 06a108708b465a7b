import { ProblemError } from "@dougong/model";

/** One file of a bundle's folder: path with `/`, relative to the folder, and its text. */
export interface BundleFile {
  readonly path: string;
  readonly text: string;
}

/** What a path in a bundle may be; anything else has no place in it. */
const document = /^([a-z]{2,20})\/([a-z][a-z0-9_]{0,39})\.json$/;
const seed = /^seed\/([a-z][a-z0-9_]{0,19}\.[a-z][a-z0-9_]{0,39})\.jsonl$/;

/** Where a file belongs: the app, a document of a kind, the seed of an entity, or nowhere. */
export type BundlePlace =
  | { readonly place: "app" }
  | { readonly place: "document"; readonly kind: string; readonly id: string }
  | { readonly place: "seed"; readonly entity: string }
  | { readonly place: "none" };

export function placeOf(path: string): BundlePlace {
  if (path === "app.json") return { place: "app" };
  const [, entity] = seed.exec(path) ?? [];
  if (entity !== undefined) return { place: "seed", entity };
  const [, kind, id] = document.exec(path) ?? [];
  return kind === undefined || id === undefined || kind === "seed"
    ? { place: "none" }
    : { place: "document", kind, id };
}

/** A fault of a file, with its name and line where they are known. */
export function fileFault(path: string, reason: string): ProblemError {
  return new ProblemError("malformed_json", [
    { code: "malformed_json", path: "", params: { reason: `${path}: ${reason}` }, got: path },
  ]);
}
