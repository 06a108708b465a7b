import type { Catalogue } from "@dougong/fields";
import type { DocumentByKind, DocumentKind, Problem } from "@dougong/model";

/**
 * Checks one document against the catalogue; `app` is the app whose prefix may be dropped in names. Paths are from
 * the document's root, elements by their id.
 */
export type DocumentCheck<K extends DocumentKind> = (
  document: DocumentByKind[K],
  catalogue: Catalogue,
  app: string,
) => readonly Problem[];
