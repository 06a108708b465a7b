import { arrayParameter, type Fragment, sql } from "@dougong/expression";
import { overtaken } from "../flight/database-fault.ts";
import { type FlightStatement, rows } from "../flight/statement.ts";
import { type RecordTables, tableOf } from "../statements/columns.ts";
import { raise } from "../statements/raise.ts";
import { isPassed, type Passed } from "./above.ts";
import { checkChoices } from "./choices.ts";
import type { NewReference } from "./references.ts";

/**
 * Holds the records that a write points to, entity after entity in the lock order, within an entity by id, and
 * refuses with `reference_not_found` unless all are there and outside the trash.
 *
 * The hold is a share: it keeps the target from being trashed or changed until the commit, and lets any number of
 * writers point to one target at a time. What the write changes in passing (sums) is held FOR NO KEY UPDATE from the
 * start, since a share that is raised later deadlocks with its like.
 *
 * @param passed as `passedBy` found it
 */
export function lockReferences(
  tables: RecordTables,
  order: ReadonlyMap<string, number>,
  references: readonly NewReference[],
  passed: ReadonlyMap<string, Passed> = new Map(),
): readonly FlightStatement[] {
  const ids = new Map<string, Set<string>>();
  for (const { target, id } of references) ids.set(target, (ids.get(target) ?? new Set()).add(id));
  const place = (id: string): number => order.get(id) ?? order.size;
  const there = [...new Set([...ids.keys(), ...passed.keys()])]
    .sort((a, b) => place(a) - place(b))
    .flatMap((target) => {
      const changed = passed.get(target);
      const wanted = ids.get(target);
      return [
        ...(changed === undefined ? [] : [holdPassed(tables, target, changed)]),
        ...(wanted === undefined
          ? []
          : [raise(tables.schema, "reference_not_found", allThere(tables, target, [...wanted].sort()))]),
      ];
    });
  return [...there, ...checkChoices(tables, references)];
}

/**
 * Looks once more, from below, at what is held above a write: between the first look and the lock a record may have
 * come to point elsewhere. What is new is held only where nobody else does: else the flight starts again, as waiting
 * now would be out of order.
 */
export function holdAgain(
  tables: RecordTables,
  order: ReadonlyMap<string, number>,
  passed: ReadonlyMap<string, Passed>,
): readonly FlightStatement[] {
  const place = (id: string): number => order.get(id) ?? order.size;
  return [...passed]
    .filter(([, one]) => one.selects.length > 0)
    .sort(([a], [b]) => place(b) - place(a))
    .map(([target, one]) => raise(tables.schema, overtaken, allFree(tables, target, one)));
}

function allFree(tables: RecordTables, target: string, passed: Passed): Fragment {
  const from = sql`${tableNamed(tables, target)} as t where ${isPassed(passed)}`;
  const free = sql`select 1 from ${from} order by t."id" for no key update skip locked`;
  return sql`(select count(*) from (${free}) as free) = (select count(*) from ${from})`;
}

function tableNamed(tables: RecordTables, id: string): Fragment {
  const entity = tables.catalogue.entities.get(id);
  if (entity === undefined) throw new RangeError(`${id} is no entity of this catalogue`);
  return tableOf(tables, entity);
}

/** Holds records whose sums a write changes. */
export function holdPassed(tables: RecordTables, target: string, passed: Passed): FlightStatement {
  return rows(
    `hold ${target}`,
    sql`select 1 from ${tableNamed(tables, target)} as t where ${isPassed(passed)} order by t."id" for no key update`,
  );
}

function allThere(tables: RecordTables, target: string, ids: readonly string[]): Fragment {
  const held = sql`select t."id" from ${tableNamed(tables, target)} as t where t."id" = any(${arrayParameter(ids, "uuid")}) and t."_deleted_at" is null order by t."id" for share`;
  return sql`(select count(*) from (${held}) as held) = cardinality(${arrayParameter(ids, "uuid")})`;
}
