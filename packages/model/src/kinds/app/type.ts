import type { DocumentBase } from "../../document/common.ts";

export interface AppDocument extends DocumentBase {
  readonly kind: "app";
  /** Semantic version of the app. */
  readonly version: string;
  /** BCP 47 tag of the texts in its documents. */
  readonly language: string;
  readonly languages?: readonly string[];
  readonly requires?: {
    readonly dougong?: string;
    readonly apps?: Readonly<Record<string, string>>;
    readonly types?: Readonly<Record<string, string>>;
  };
  /** `page:main` or an entity. */
  readonly home?: string;
  readonly icon?: string;
  readonly color?: string;
  readonly description?: string;
}
