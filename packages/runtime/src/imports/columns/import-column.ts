import type { Entity, Field } from "@dougong/fields";

/** What a column of the file fills. */
export interface ImportColumn {
  /** Its heading. */
  readonly heading: string;
  readonly index: number;
  readonly field: Field;
  /** Set where the cell names the record that a reference points to, by a field of it. */
  readonly by: { readonly entity: Entity; readonly field: Field } | null;
}
