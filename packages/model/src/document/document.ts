import type { JsonObject } from "../json/json.ts";
import type { AppDocument } from "./app.ts";
import type { EntityDocument } from "./entity.ts";
import type { FormDocument } from "./form.ts";
import type { PageDocument } from "./page.ts";
import type { RoleDocument } from "./role.ts";
import type { RuleDocument } from "./rule.ts";
import type { SettingsDocument } from "./settings.ts";
import type { TranslationDocument } from "./translation.ts";
import type { ViewDocument } from "./view.ts";

/** The type of a document by its kind. */
export interface DocumentByKind {
  readonly app: AppDocument;
  readonly entity: EntityDocument;
  readonly form: FormDocument;
  readonly view: ViewDocument;
  readonly page: PageDocument;
  readonly rule: RuleDocument;
  readonly role: RoleDocument;
  readonly settings: SettingsDocument;
  readonly translation: TranslationDocument;
}

export type Document = DocumentByKind[keyof DocumentByKind];

/** Design of one app in one value: what is imported and exported (contract 1, Bundle). */
export interface Bundle {
  readonly app: AppDocument;
  readonly documents: readonly Document[];
  /** `app.entity` → rows; a row may carry `$key` and `{"$ref":"key"}`. */
  readonly seed?: Readonly<Record<string, readonly JsonObject[]>>;
}
