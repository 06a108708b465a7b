import type { Entity } from "@dougong/fields";
import type { RecordField } from "./record-field.ts";

/** What an answer shows of a record, down through its relations. */
export interface Selection {
  readonly entity: Entity;
  /** In the order of the answer. */
  readonly members: readonly SelectionMember[];
}

export type SelectionMember =
  /** `$label`: the record's title as text. */
  | { readonly show: "label" }
  /** A plain value, or a reference's id. */
  | { readonly show: "value"; readonly field: RecordField }
  /** The record that a reference points to, the records of references, or the rows of a lines field. */
  | {
      readonly show: "record" | "records" | "rows";
      readonly field: RecordField;
      readonly selection: Selection;
    };
