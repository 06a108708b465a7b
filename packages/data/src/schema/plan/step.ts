/** When a statement of a plan runs: what is dropped goes before what it rested on, what checks comes after what it checks. */
export const phases = [
  "drop",
  "rename",
  "create",
  "functions",
  "triggers",
  "backfill_rows",
  "refresh",
  "backfill_owners",
  "constraints",
] as const;
export type Phase = (typeof phases)[number];

/** One change of a plan with its statements. */
export interface SchemaChange {
  /** Kind and target: `add_column entity:order/fields/discount`. */
  readonly id: string;
  readonly kind: SchemaChangeKind;
  readonly target: string;
  /** `crm__order`, under its name before the change. */
  readonly table: string;
  readonly statements: readonly { readonly phase: Phase; readonly sql: string }[];
  /** True where every row of a table that has rows is written anew. */
  readonly rewrite: boolean;
  /** Set where records lose the values of a column, or are lost themselves. */
  readonly loses?: { readonly column: string | null };
}

export type SchemaChangeKind =
  | "create_table"
  | "park_table"
  | "add_column"
  | "restore_column"
  | "rename_column"
  | "widen_column"
  | "park_column"
  | "add_object"
  | "replace_object"
  | "drop_object"
  | "recompute";
