import { arrayParameter, type Fragment, identifier, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { ProblemError } from "@dougong/model";
import { linkTableName } from "../../schema/tables/links.ts";
import type { Flight } from "../flight/flight.ts";
import { rows } from "../flight/statement.ts";
import { type RecordTables, tableOf } from "../statements/columns.ts";
import { type Inbound, inboundReferences } from "./inbound.ts";

/** A record, or an owner by its row, whose reference is emptied. */
export interface Cleared {
  readonly inbound: Inbound;
  /** The record, or the row's owner. */
  readonly record: string;
  /** The row; null where the record itself points. */
  readonly row: string | null;
  /** What goes: its ids are taken out of a field of many. */
  readonly gone: readonly string[];
}

/** All that a deletion takes along. */
export interface RemovalPlan {
  /** Records that go, the first asked for first; entity id → record ids. */
  readonly removed: ReadonlyMap<string, ReadonlySet<string>>;
  /** References that are emptied, and rows that go with what they point to. */
  readonly cleared: readonly Cleared[];
}

/**
 * Follows the references to a record that is to be deleted, and holds what it finds. Whoever is about to point to
 * it waits for its lock, so nothing is missed.
 *
 * @throws ProblemError `in_use` where a `restrict` reference stays behind
 */
export async function planRemoval(
  flight: Flight,
  tables: RecordTables,
  entity: Entity,
  id: string,
): Promise<RemovalPlan> {
  const removed = new Map<string, Set<string>>([[entity.id, new Set([id])]]);
  const cleared: Cleared[] = [];
  const restricting: Cleared[] = [];
  const queue: { readonly entity: string; readonly ids: readonly string[] }[] = [
    { entity: entity.id, ids: [id] },
  ];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const { inbound, pointing } of await pointingTo(flight, tables, next.entity, next.ids)) {
      const isRow = inbound.entity.owner !== null;
      if (inbound.onDelete === "restrict") restricting.push(...pointing);
      else if (inbound.onDelete === "clear" || isRow) cleared.push(...pointing);
      else {
        const known = removed.get(inbound.entity.id) ?? new Set<string>();
        const fresh = [...new Set(pointing.map((one) => one.record))].filter((one) => !known.has(one));
        removed.set(inbound.entity.id, new Set([...known, ...fresh]));
        if (fresh.length > 0) queue.push({ entity: inbound.entity.id, ids: fresh });
      }
    }
  }
  const stays = (one: Cleared): boolean => removed.get(recordEntity(one.inbound))?.has(one.record) !== true;
  refuseInUse(tables, entity, restricting.filter(stays));
  return { removed, cleared: cleared.filter(stays) };
}

/** The entity of the record that a reference stands in: of a row, its owner. */
export function recordEntity(inbound: Inbound): string {
  return inbound.entity.owner?.entity ?? inbound.entity.id;
}

/** What points to records, by field, held. */
export async function pointingTo(
  flight: Flight,
  tables: RecordTables,
  target: string,
  ids: readonly string[],
) {
  const inbounds = inboundReferences(tables.catalogue, target);
  const answers = await flight.send(
    inbounds.map((inbound) => rows(`pointing by ${inbound.field.id}`, pointing(tables, inbound, ids))),
  );
  return inbounds.map((inbound, index) => ({
    inbound,
    pointing: (answers[index] ?? []).map(
      (row): Cleared => ({ inbound, record: String(row.record), row: row.row ?? null, gone: ids }),
    ),
  }));
}

function pointing(tables: RecordTables, inbound: Inbound, ids: readonly string[]): Fragment {
  const table = tableOf(tables, inbound.entity);
  const points = pointsTo(tables, inbound, ids);
  if (inbound.entity.owner === null) {
    return sql`select t."id" as record, null::uuid as row from ${table} as t where ${points} and t."_deleted_at" is null order by t."id" for no key update`;
  }
  const owner = tables.catalogue.entities.get(inbound.entity.owner.entity);
  if (owner === undefined)
    throw new RangeError(`${inbound.entity.owner.entity} is no entity of this catalogue`);
  return sql`select o."id" as record, t."id" as row from ${table} as t join ${tableOf(tables, owner)} as o on o."id" = t."_parent" where ${points} and o."_deleted_at" is null order by o."id" for no key update of o`;
}

function pointsTo(tables: RecordTables, { entity, field }: Inbound, ids: readonly string[]): Fragment {
  const wanted = arrayParameter(ids, "uuid");
  if (field.type.kind === "reference") return sql`t.${identifier(field.id)} = any(${wanted})`;
  const links = identifier(tables.schema, linkTableName(entity, field.id));
  return sql`t."id" in (select k.source from ${links} as k where k.target = any(${wanted}))`;
}

function refuseInUse(tables: RecordTables, entity: Entity, staying: readonly Cleared[]): void {
  const [first] = staying;
  if (first === undefined) return;
  const others = new Set(staying.map((one) => recordEntity(one.inbound)));
  const labels = [...others].map((id) => tables.catalogue.entities.get(id)?.label ?? id).join(", ");
  const count = new Set(staying.map((one) => one.record)).size;
  throw new ProblemError("in_use", [
    { code: "in_use", path: "", params: { entity: entity.label, count, other: labels } },
  ]);
}
