import type { DisplayFormat, DocumentBase, ExpressionSource } from "../../document/common.ts";
import type { JsonValue } from "../../json/json.ts";

/**
 * A field as a document holds it. Members beyond these belong to the field's type and
 * are described by the type's own schema (`@dougong/fields`).
 */
export interface FieldDocument {
  readonly id: string;
  readonly type: string;
  readonly label?: string;
  readonly help?: string;
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly hidden?: boolean;
  readonly default?: JsonValue;
  readonly was?: string | readonly string[];
  /** Display only, but on a sequence, where it is the pattern. */
  readonly format?: DisplayFormat | string;
  readonly [member: string]: JsonValue | DisplayFormat | undefined;
}

export interface InvariantDocument {
  readonly id: string;
  readonly check: ExpressionSource;
  readonly message: string;
  readonly at?: "record" | "commit";
}

export interface UniqueDocument {
  readonly fields: readonly string[];
  readonly where?: ExpressionSource;
  readonly nulls?: "distinct" | "equal";
}

export interface EntityDocument extends DocumentBase {
  readonly kind: "entity";
  readonly title?: ExpressionSource;
  readonly fields: readonly FieldDocument[];
  readonly ownedBy?: string;
  readonly unique?: readonly UniqueDocument[];
  readonly exclude?: readonly {
    readonly equal: readonly string[];
    readonly range: readonly [string, string];
  }[];
  readonly indexes?: readonly { readonly fields: readonly string[] }[];
  readonly invariants?: readonly InvariantDocument[];
  readonly states?: JsonValue;
  readonly actions?: readonly JsonValue[];
  readonly search?: readonly string[];
  readonly tree?: string;
  readonly write?: "all" | "flows";
  readonly appendOnly?: boolean | readonly string[];
  readonly sensitive?: readonly string[];
  readonly trash?: boolean;
  readonly icon?: string;
  readonly color?: string;
  readonly help?: string;
}
