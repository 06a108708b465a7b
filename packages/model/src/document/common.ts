import type { JsonObject, JsonValue } from "../json/json.ts";

/** Kinds whose engine is built; the registry `documentKinds` has one folder for each. */
export type DocumentKind =
  | "app"
  | "entity"
  | "form"
  | "view"
  | "page"
  | "rule"
  | "role"
  | "settings"
  | "translation";

/** An expression as it stands in a document: canonical JSON, or text (contract 0.2). */
export type ExpressionSource = JsonValue;

/** Members that every document has. */
export interface DocumentBase {
  readonly $schema?: string;
  readonly kind: DocumentKind;
  readonly id: string;
  readonly label?: string;
  /** Added by the server: the app revision that last changed the document. */
  readonly revision?: number;
}

/** Display only: how a value is shown (documents.md 3). */
export interface DisplayFormat extends JsonObject {
  readonly style: "number" | "percent" | "currency" | "unit" | "words" | "duration";
  readonly digits?: JsonValue;
  readonly currency?: JsonValue;
  readonly unit?: JsonValue;
}

/** An option of a choice: an id alone, or with its words. */
export interface ChoiceOption extends JsonObject {
  readonly id: string;
  readonly label?: string;
  readonly color?: string;
  readonly icon?: string;
  readonly retired?: boolean;
  readonly was?: string;
  readonly parent?: string;
}
