import type { Checked, Type } from "@dougong/expression";

/**
 * A column that the database fills by itself. What other records say is brought near in steps: an expression over
 * `customer.region.name` reads a column of its own record, which is looked up from the customer, whose column is
 * looked up from the region.
 */
export type DerivedColumn = FormulaColumn | LookupColumn | AggregateColumn;

interface ColumnBase {
  /** A field's id, or a name with `_` that no field has, stable over revisions as long as its meaning is. */
  readonly name: string;
  readonly type: Type;
  /** The field that people see, or null for a column that only others need. */
  readonly field: string | null;
  /** True where the value depends on other records, so that it may change without a write of this one. */
  readonly foreign: boolean;
}

/** Worked out from columns of the same row. */
export interface FormulaColumn extends ColumnBase {
  readonly kind: "formula";
  /** Every path is one column of the record. */
  readonly checked: Checked;
}

/** A copy of a column of the record that `via` points to. */
export interface LookupColumn extends ColumnBase {
  readonly kind: "lookup";
  /** A column of this table: a reference, or `_parent`. */
  readonly via: string;
  /** Qualified id. */
  readonly target: string;
  /** A column of the target. */
  readonly source: string;
}

/** SUM and its kin over rows of another table. */
export interface AggregateColumn extends ColumnBase {
  readonly kind: "aggregate";
  readonly over: AggregateSource;
  readonly operator: string;
  /** Over one row of the other table, in which every path is one of its columns; null: rows are counted. */
  readonly value: Checked | null;
  readonly filter: Checked | null;
  /** What is worked out once, over columns of the record: JOIN's separator, ALLOCATE's total. */
  readonly outer: readonly Checked[];
  /** The same over the record and its own lines, where TypeScript can work it out by itself. */
  readonly local: Checked | null;
}

export interface AggregateSource {
  /** Qualified id of the rows' entity. */
  readonly entity: string;
  /** The lines field, where the rows are the record's own. */
  readonly lines: string | null;
  /** Pairs of columns that are equal: this table's and the other's. */
  readonly match: readonly { readonly own: string; readonly other: string }[];
  /** A column of the other table that is null as long as the row counts. */
  readonly absent: string | null;
}

/** What the database keeps for an entity besides its plain columns. */
export interface Derivation {
  /** In an order in which each reads only those before it. */
  readonly columns: readonly DerivedColumn[];
  /** Checks over columns of the row alone, by invariant id. */
  readonly invariants: ReadonlyMap<string, DerivedInvariant>;
}

export interface DerivedInvariant {
  readonly check: Checked;
  /** True where other records or rows can break it. */
  readonly foreign: boolean;
}

export const nothingDerived: Derivation = { columns: [], invariants: new Map() };
