import { type AppSource, type Catalogue, compileCatalogue, type FieldModel } from "@dougong/fields";
import type { AppDocument, Document, Problem } from "@dougong/model";

export interface CheckedDesign {
  readonly catalogue: Catalogue;
  readonly problems: readonly Problem[];
}

/** Resolves an app together with all others that are published. Faults that it brings to others are its own. */
export function checkDesign(
  models: Readonly<Record<string, FieldModel>>,
  published: readonly AppSource[],
  app: { readonly document: AppDocument; readonly revision: number; readonly documents: readonly Document[] },
): CheckedDesign {
  const others = published.filter((one) => one.document.id !== app.document.id);
  const { catalogue, problems } = compileCatalogue({ apps: [...others, app], models });
  return {
    catalogue,
    problems: problems.map(({ app: of, ...problem }) =>
      of === app.document.id ? problem : { ...problem, path: `/${of}${problem.path}` },
    ),
  };
}
