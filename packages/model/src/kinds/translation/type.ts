import type { DocumentBase } from "../../document/common.ts";

/** Its id is the language's BCP 47 tag in lower case with `_` for `-`, e.g. `en`, `zh_cn`. */
export interface TranslationDocument extends DocumentBase {
  readonly kind: "translation";
  /** `entity:order/fields/discount/label` → text. */
  readonly entries: Readonly<Record<string, string>>;
}
