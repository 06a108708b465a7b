import type { JsonObject } from "../json/json.ts";
import type { AppDocument } from "../kinds/app/type.ts";
import type { EntityDocument } from "../kinds/entity/type.ts";
import type { FormDocument } from "../kinds/form/type.ts";
import type { PageDocument } from "../kinds/page/type.ts";
import type { RoleDocument } from "../kinds/role/type.ts";
import type { RuleDocument } from "../kinds/rule/type.ts";
import type { SettingsDocument } from "../kinds/settings/type.ts";
import type { TranslationDocument } from "../kinds/translation/type.ts";
import type { ViewDocument } from "../kinds/view/type.ts";

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
