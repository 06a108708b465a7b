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

/** No two records that are equal in these fields overlap from the first end up to the second, which is outside. */
export interface ExcludeDocument {
  readonly equal: readonly string[];
  readonly range: readonly [string, string];
}

/** A move of an entity's states; a plain id is a move without conditions. */
export interface MoveDocument {
  readonly to: string;
  /** `action:ship`, `approval:x`, `flow:y`: the move happens only so. */
  readonly by?: readonly string[];
  readonly when?: ExpressionSource;
}

/** What people can do with a record beyond changing its fields (documents.md 7). */
export interface ActionDocument {
  readonly id: string;
  readonly label?: string;
  /** How many records it is for; `one` where none is said. */
  readonly on?: "one" | "many" | "none";
  readonly when?: ExpressionSource;
  /** Fields; `lines` among them with `fields` for their rows. */
  readonly input?: readonly FieldDocument[];
  readonly set?: Readonly<Record<string, JsonValue>>;
  /** A question that is asked first; `true` asks in the platform's words. */
  readonly confirm?: string | boolean;
  readonly style?: string;
  /** Where to go afterwards. */
  readonly open?: ExpressionSource;
}

export interface StatesDocument {
  readonly field: string;
  /** Options that a new record may have; the field's default only, where none are named. */
  readonly initial?: readonly string[];
  readonly moves: Readonly<Record<string, readonly (string | MoveDocument)[]>>;
}

export interface EntityDocument extends DocumentBase {
  readonly kind: "entity";
  readonly title?: ExpressionSource;
  readonly fields: readonly FieldDocument[];
  readonly ownedBy?: string;
  readonly unique?: readonly UniqueDocument[];
  readonly exclude?: readonly ExcludeDocument[];
  readonly indexes?: readonly { readonly fields: readonly string[] }[];
  readonly invariants?: readonly InvariantDocument[];
  readonly states?: StatesDocument;
  readonly actions?: readonly ActionDocument[];
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
