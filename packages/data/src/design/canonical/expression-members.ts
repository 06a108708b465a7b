import type { DocumentKind } from "@dougong/model";

/**
 * Where the documents of each kind hold expressions, and values that may be one (contract 0.2). `*` is every
 * element of an array or every member of an object.
 */
export const expressionMembers: Readonly<
  Record<DocumentKind, { readonly expressions: readonly string[]; readonly values: readonly string[] }>
> = {
  app: { expressions: [], values: [] },
  entity: {
    expressions: [
      "title",
      "fields/*/formula",
      "fields/*/where",
      "fields/*/assignWhen",
      "unique/*/where",
      "invariants/*/check",
      "states/moves/*/*/when",
      "actions/*/when",
      "actions/*/open",
    ],
    values: [
      "fields/*/default",
      "actions/*/set/*",
      "actions/*/input/*/default",
      "actions/*/input/*/fields/*/default",
    ],
  },
  form: {
    expressions: ["sections/*/when", "sections/*/fields/*/when", "sections/*/columns/*/when"],
    values: [],
  },
  view: { expressions: ["filter", "colors/*/when"], values: [] },
  page: { expressions: ["blocks/*/when"], values: [] },
  rule: { expressions: ["when"], values: ["then/*/set/*"] },
  role: { expressions: ["grants/*/where"], values: [] },
  settings: { expressions: [], values: ["fields/*/default"] },
  translation: { expressions: [], values: [] },
};
