import type { DocumentBase } from "../../document/common.ts";
import type { FieldDocument } from "../entity/type.ts";

/** One per app; its id is the app's. */
export interface SettingsDocument extends DocumentBase {
  readonly kind: "settings";
  readonly fields: readonly FieldDocument[];
}
