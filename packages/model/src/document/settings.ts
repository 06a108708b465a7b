import type { DocumentBase } from "./common.ts";
import type { FieldDocument } from "./entity.ts";

/** One per app; its id is the app's. */
export interface SettingsDocument extends DocumentBase {
  readonly kind: "settings";
  readonly fields: readonly FieldDocument[];
}
