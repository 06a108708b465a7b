import type { DocumentKind } from "../document/common.ts";
import type { DocumentByKind } from "../document/document.ts";
import { appKind } from "./app/definition.ts";
import type { DocumentKindDefinition } from "./definition.ts";
import { entityKind } from "./entity/definition.ts";
import { formKind } from "./form/definition.ts";
import { pageKind } from "./page/definition.ts";
import { roleKind } from "./role/definition.ts";
import { ruleKind } from "./rule/definition.ts";
import { settingsKind } from "./settings/definition.ts";
import { translationKind } from "./translation/definition.ts";
import { viewKind } from "./view/definition.ts";

/** Every kind whose engine is built. A kind is a folder here and a line in this table. */
export const documentKinds: { readonly [K in DocumentKind]: DocumentKindDefinition<DocumentByKind[K]> } = {
  app: appKind,
  entity: entityKind,
  form: formKind,
  view: viewKind,
  page: pageKind,
  rule: ruleKind,
  role: roleKind,
  settings: settingsKind,
  translation: translationKind,
};

/** Kinds that the contract names and this version does not build: `unsupported_kind`. */
export const laterDocumentKinds: readonly string[] = [
  "extension",
  "decision",
  "function",
  "print",
  "flow",
  "approval",
  "report",
  "dashboard",
  "connector",
];

export function isDocumentKind(kind: string): kind is DocumentKind {
  return Object.hasOwn(documentKinds, kind);
}
