/**
 * The tables of an app as PostgreSQL has them, as plain data: what is stored after a publish, and what the
 * next one is compared with. Only texts, so that a newer version of the code sees what it would build otherwise.
 */
export interface TableModel {
  /** `crm__order` */
  readonly name: string;
  /** `crm.order` */
  readonly entity: string;
  readonly columns: readonly ColumnModel[];
  readonly objects: readonly ObjectModel[];
  /** Brings all that is looked up and added up for the records up to date; null where nothing is. */
  readonly refresh: string | null;
  /** Columns of dropped fields. */
  readonly parked?: readonly ParkedColumn[];
}

export interface ColumnModel {
  readonly name: string;
  /** `text collate "C"`, `numeric(18,2)`, … */
  readonly type: string;
  /** Further words of its definition: `not null`, `primary key`. */
  readonly definition: string;
  /** Set where a field stands behind it: its type in the document, and its former ids. */
  readonly field?: {
    readonly type: string;
    readonly to: string | null;
    readonly was: readonly string[];
    readonly computed: boolean;
  };
}

export interface ParkedColumn {
  readonly column: string;
  readonly name: string;
  readonly type: string;
  readonly fieldType: string;
  readonly revision: number;
}

/** Anything on a table that is replaced as a whole when its text changes. */
export interface ObjectModel {
  readonly kind:
    | "function"
    | "links"
    | "trigger"
    | "index"
    | "unique"
    | "exclude"
    | "check"
    | "reference"
    | "constraint_trigger"
    | "tree";
  readonly name: string;
  /** Document path within the app: `entity:order/invariants/not_overpaid`. */
  readonly target: string;
  readonly create: string;
  readonly drop: string;
  /** A condition over the table's rows (alias `r`) under which a row breaks it. */
  readonly broken?: string;
}
