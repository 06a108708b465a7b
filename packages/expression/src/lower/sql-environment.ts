import type { Fragment, Parameter } from "../sql/fragment.ts";
import type { Checked, PathRoot, PathStep } from "../types/checked.ts";

/**
 * How a checked expression's names stand in SQL. SQL types of values: text `text`, integer
 * `bigint`, decimal `numeric`, boolean `boolean`, date `date`, time `time`, datetime
 * `timestamptz`, choice `text`, choices `text[]`, reference `uuid`, references `uuid[]`, json `jsonb`.
 */
export interface SqlEnvironment {
  /**
   * The column (or joined column, or bound value) that a path means. `rows` are the aliases of the lists around,
   * innermost last. A single step `$index` (bigint, from 0) is the row's place in its list.
   */
  path(root: PathRoot, steps: readonly PathStep[], rows: readonly string[]): Fragment;
  /** A FROM item with the given alias for a list of rows, and the condition that ties it to its record. */
  rows(
    list: Checked,
    alias: string,
    rows: readonly string[],
  ): { readonly from: Fragment; readonly where: Fragment };
  /**
   * Set where `$rows` are the rows of a GROUP BY: the alias that holds them, whose columns `path` answers for a row of
   * that alias, and what they are ordered by. Aggregates over `$rows` become aggregate functions.
   */
  readonly group?: { readonly alias: string; readonly place: Fragment };
  /** Whether the record with the id is one of those with the ids (`uuid[]`) or stands below one in the entity's tree. */
  under?(entity: string, id: Fragment, ancestors: Fragment): Fragment;
  /** The value at the end of a path that starts at the record with an id: names of the items of a list of references. */
  record?(entity: string, id: Fragment, steps: readonly PathStep[]): Fragment;
  /** `$now`: timestamptz, and the IANA zone as text; bound once per request, or plain columns in a trigger. */
  readonly now: Fragment | Parameter;
  readonly timeZone: Fragment | Parameter;
  /** Schema where the platform's SQL functions live (`_div`, `_date_add`, …), quoted. */
  readonly schema: string;
}
