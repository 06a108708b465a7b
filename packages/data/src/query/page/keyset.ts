import { type Fragment, join, parameter, sql } from "@dougong/expression";
import type { SortKey } from "./sort-key.ts";

/** Where a page ended. */
export interface Position {
  /** In PostgreSQL's text form, one for each sort key. */
  readonly keys: readonly (string | null)[];
  readonly id: string;
}

/**
 * What comes after a position, as conditions that exclude each other: the rows after it are their union.
 * Each leaves an index on (keys…, id) one range to walk, where a single OR would walk it from its start
 * (seen: 342 ms against 0.26 ms at row 400,000).
 *
 * Where the id goes in the direction of the last key, `(key, id) > (value, id)` is one comparison.
 * Nulls sort last in both directions, so after a null only later keys and ids follow.
 */
export function afterPosition(
  keys: readonly SortKey[],
  id: Fragment,
  idDescending: boolean,
  position: Position,
): readonly Fragment[] {
  const value = (index: number) => position.keys[index] ?? null;
  const ahead = (descending: boolean) => (descending ? "<" : ">");
  const positionId = parameter(position.id, "uuid");
  const last = keys.length - 1;
  const lastKey = keys[last];
  const paired = lastKey !== undefined && value(last) !== null && lastKey.descending === idDescending;

  const nearest: Fragment = paired
    ? [
        "(",
        ...lastKey.value,
        ", ",
        ...id,
        `) ${ahead(idDescending)} (`,
        parameter(value(last), lastKey.type),
        ", ",
        positionId,
        ")",
      ]
    : [...id, ` ${ahead(idDescending)} `, positionId];
  const branches = [allOf([...equalUpTo(keys, value, paired ? last : keys.length), nearest])];

  for (let index = last; index >= 0; index -= 1) {
    const key = keys[index];
    const at = value(index);
    if (key === undefined || at === null) continue;
    const before = equalUpTo(keys, value, index);
    if (!paired || index < last)
      branches.push(
        allOf([...before, [...key.value, ` ${ahead(key.descending)} `, parameter(at, key.type)]]),
      );
    if (key.nullable) branches.push(allOf([...before, sql`${key.value} is null`]));
  }
  return branches;
}

function equalUpTo(
  keys: readonly SortKey[],
  value: (index: number) => string | null,
  end: number,
): readonly Fragment[] {
  return keys.slice(0, end).map((key, index) => {
    const at = value(index);
    return at === null ? sql`${key.value} is null` : sql`${key.value} = ${parameter(at, key.type)}`;
  });
}

function allOf(conditions: readonly Fragment[]): Fragment {
  return join(conditions, " and ");
}
