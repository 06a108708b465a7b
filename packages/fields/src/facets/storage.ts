import type { Fragment, Parameter, Value } from "@dougong/expression";
import type { FieldDocument } from "@dougong/model";

/** How a field type lives in PostgreSQL. */
export interface FieldStorage {
  readonly type: string;
  /** Column type, e.g. `numeric(18,2)`; null where there is no column (lines). */
  column(field: FieldDocument): string | null;
  /** The type that a parameter is cast to, and its text form. */
  parameter(value: Value, field: FieldDocument): Parameter;
  /** The column in contract form inside `row_to_json` (decimals as text, datetimes UTC with ms). */
  toJson(column: Fragment, field: FieldDocument): Fragment;
  /** What ORDER BY sorts by: options by their order, text by the workspace's collation. */
  sortKey(column: Fragment, field: FieldDocument, collation: Fragment): Fragment;
  /** The type that a cursor's text of `sortKey` is cast to, where it is not that of the value; null where it is. */
  sortType?(field: FieldDocument): string | null;
  /** CHECK conditions that the database keeps beside the service (min, max, options are not among them). */
  readonly indexMethod?: "btree" | "gin";
}
