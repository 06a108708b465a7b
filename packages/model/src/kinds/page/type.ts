import type { DocumentBase } from "../../document/common.ts";
import type { JsonObject, JsonValue } from "../../json/json.ts";

export interface PageDocument extends DocumentBase {
  readonly kind: "page";
  readonly entity?: string;
  readonly parameters?: readonly JsonValue[];
  readonly blocks: readonly JsonObject[];
  readonly menu?: {
    readonly group?: string;
    readonly order?: number;
    readonly icon?: string;
    readonly roles?: readonly string[];
  };
  readonly find?: JsonValue;
  readonly public?: JsonValue;
}
