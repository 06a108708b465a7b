import { type Fragment, join, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import type { TableContext } from "./table-context.ts";

/**
 * Takes the lock of one key of a record that is found by a `unique`, not by its id: whoever writes a row of the key,
 * and whoever makes the record, would else not see each other.
 */
export function keyLock(context: TableContext, entity: Entity, key: readonly Fragment[]): Fragment {
  const parts = join(
    key.map((part) => sql`coalesce((${part})::text, '')`),
    " || '/' || ",
  );
  return sql`pg_advisory_xact_lock(hashtextextended(${[`'${context.schema}/${entity.id}/' || `]}${parts}, 0))`;
}
