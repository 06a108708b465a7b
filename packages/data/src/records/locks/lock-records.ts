import { arrayParameter, type Fragment, sql } from "@dougong/expression";
import type { FlightStatement } from "../flight/statement.ts";
import { type RecordTables, tableOf } from "../statements/columns.ts";
import { raise } from "../statements/raise.ts";
import { checkChoices } from "./choices.ts";
import type { NewReference } from "./references.ts";

/**
 * Holds the records that a write points to, entity after entity in the lock order, within an entity by id, and
 * refuses with `reference_not_found` unless all are there and outside the trash.
 *
 * The hold is a share: it keeps the target from being trashed or changed until the commit, and lets any number of
 * writers point to one target at a time. Where the write changes the target, too (a rollup), it must be
 * FOR NO KEY UPDATE from the start, since a share that is raised later deadlocks with its like.
 */
export function lockReferences(
  tables: RecordTables,
  order: ReadonlyMap<string, number>,
  references: readonly NewReference[],
): readonly FlightStatement[] {
  const ids = new Map<string, Set<string>>();
  for (const { target, id } of references) ids.set(target, (ids.get(target) ?? new Set()).add(id));
  const place = (id: string): number => order.get(id) ?? order.size;
  const there = [...ids.entries()]
    .sort(([a], [b]) => place(a) - place(b))
    .map(([target, wanted]) =>
      raise(tables.schema, "reference_not_found", allThere(tables, target, [...wanted].sort())),
    );
  return [...there, ...checkChoices(tables, references)];
}

function allThere(tables: RecordTables, target: string, ids: readonly string[]): Fragment {
  const entity = tables.catalogue.entities.get(target);
  if (entity === undefined) throw new RangeError(`${target} is no entity of this catalogue`);
  const held = sql`select t."id" from ${tableOf(tables, entity)} as t where t."id" = any(${arrayParameter(ids, "uuid")}) and t."_deleted_at" is null order by t."id" for share`;
  return sql`(select count(*) from (${held}) as held) = cardinality(${arrayParameter(ids, "uuid")})`;
}
