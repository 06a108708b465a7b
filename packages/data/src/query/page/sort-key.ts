import type { Fragment } from "@dougong/expression";

/** One thing that a page is sorted by, as SQL. */
export interface SortKey {
  readonly value: Fragment;
  /** The SQL type that a cursor's text is cast to. */
  readonly type: string;
  readonly descending: boolean;
  /** False only where the database holds no null: then one index serves both directions. */
  readonly nullable: boolean;
}

/** `a desc nulls last`. A key without nulls leaves them unsaid, since the planner compares the words with the index. */
export function orderItem(value: Fragment, key: SortKey): Fragment {
  return [
    ...value,
    ...(key.descending ? [" desc"] : []),
    ...(key.nullable && key.descending ? [" nulls last"] : []),
  ];
}
