import type { Catalogue } from "@dougong/fields";
import { type DocumentByKind, type DocumentKind, type Problem, pointer } from "@dougong/model";
import { checkApp } from "./check-app.ts";
import { checkForm } from "./check-form.ts";
import { checkPage } from "./check-page.ts";
import { checkRole } from "./check-role.ts";
import { checkSettings } from "./check-settings.ts";
import { checkTranslation } from "./check-translation.ts";
import { checkView } from "./check-view.ts";
import type { DocumentCheck } from "./document-check.ts";

/** Entities and rules are checked as the catalogue is compiled. */
const withCatalogue = () => [];

/** The check of every document kind against the catalogue. */
export const documentChecks: { readonly [K in DocumentKind]: DocumentCheck<K> } = {
  app: checkApp,
  entity: withCatalogue,
  form: checkForm,
  view: checkView,
  page: checkPage,
  rule: withCatalogue,
  role: checkRole,
  settings: checkSettings,
  translation: checkTranslation,
};

/**
 * Checks all documents of one app that is in the catalogue. Paths begin with the document, as those of
 * `compileCatalogue` do: `/view:open_orders/columns/0`.
 */
export function checkDocuments(catalogue: Catalogue, app: string): readonly Problem[] {
  const own = catalogue.apps.get(app)?.document;
  const documents = [...(own === undefined ? [] : [own]), ...(catalogue.documents.get(app) ?? [])];
  return documents.flatMap((document) =>
    checkDocument(document.kind, document, catalogue, app).map((problem) => ({
      ...problem,
      path: `${pointer(`${document.kind}:${document.id}`)}${problem.path}`,
    })),
  );
}

function checkDocument<K extends DocumentKind>(
  kind: K,
  document: DocumentByKind[K],
  catalogue: Catalogue,
  app: string,
): readonly Problem[] {
  const check: DocumentCheck<K> = documentChecks[kind];
  return check(document, catalogue, app);
}
