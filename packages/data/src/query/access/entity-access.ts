import type { Checked } from "@dougong/expression";
import type { Entity } from "@dougong/fields";

/**
 * What a reader may see of one field. A masked text is read as `138****1234`: its first `start` and last
 * `end` characters stand; in filter, sort and search it counts as null.
 */
export type FieldAccess =
  | "read"
  | "none"
  | { readonly mask: { readonly start: number; readonly end: number } };

/** What a reader may see of one entity's records. */
export interface EntityAccess {
  /** Every record, none, or those for which the condition holds (bare names are the record's). */
  readonly read: "all" | "none" | Checked;
  /** By field id; system fields are readable wherever the record is. */
  field(id: string): FieldAccess;
}

/**
 * The only place from which permission enters a read: the compiler asks it for each entity that a query
 * touches, joins and lists included, and adds the condition and the masks it answers.
 */
export interface Access {
  of(entity: Entity): EntityAccess;
}

/** Sees all: the platform itself and administrators. */
export const fullAccess: Access = { of: () => ({ read: "all", field: () => "read" }) };

/** Sees nothing. */
export const noAccess: Access = { of: () => ({ read: "none", field: () => "none" }) };
