import type { DocumentBase, ExpressionSource } from "../../document/common.ts";
import type { JsonValue } from "../../json/json.ts";

export interface FormFieldItem {
  readonly id: string;
  readonly label?: string;
  readonly help?: string;
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly when?: ExpressionSource;
  readonly width?: number;
  readonly widget?: string;
  readonly translations?: JsonValue;
}

export interface FormSection {
  readonly id?: string;
  readonly label?: string;
  readonly columns?: number | readonly (string | FormFieldItem)[];
  readonly tab?: string;
  readonly when?: ExpressionSource;
  readonly collapsed?: boolean;
  readonly fields?: readonly (string | FormFieldItem)[];
  readonly lines?: string;
  readonly pick?: JsonValue;
  readonly totals?: readonly string[];
  readonly related?: string;
  readonly view?: string;
  readonly text?: string;
  readonly image?: string;
}

export interface FormDocument extends DocumentBase {
  readonly kind: "form";
  readonly entity: string;
  readonly sections: readonly FormSection[];
  readonly actions?: readonly string[];
  readonly public?: JsonValue;
  readonly submit?: JsonValue;
  readonly find?: JsonValue;
}
