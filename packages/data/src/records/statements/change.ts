import { arrayParameter, identifier, parameter, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import type { JsonValue } from "@dougong/model";
import type { Change } from "../changes/diff.ts";
import { command, type FlightStatement } from "../flight/statement.ts";
import type { WriteContext } from "../record-service.ts";
import type { RecordValues } from "../steps/write.ts";
import { type RecordTables, tableOf } from "./columns.ts";
import { foreignChanges } from "./foreign-changes.ts";
import { recordJson } from "./record-json.ts";

/** What the change log is told of one record. */
export interface ChangeEntry {
  readonly id: string;
  readonly changes: readonly Change[];
  /** Sequences that are drawn in this flight: their value is read from the row. */
  readonly numbered: readonly string[];
  /**
   * The record before, null where it is new: what changed of values that only the database knows is found by
   * comparing with it. Left out where nothing of the record but its place changed.
   */
  readonly before?: RecordValues | null;
}

/**
 * One row of the change log per record, in the order of the list: the whole row after, as it stands in the
 * database, and what changed.
 */
export function logChanges(
  tables: RecordTables,
  entity: Entity,
  op: "create" | "update" | "delete" | "restore",
  context: WriteContext,
  now: string,
  entries: readonly ChangeEntry[],
): FlightStatement {
  const by = context.actor.kind === "user" ? context.actor.user : null;
  const ids = arrayParameter(
    entries.map((entry) => entry.id),
    "uuid",
  );
  const changes = arrayParameter(
    entries.map((entry) => JSON.stringify(entry.changes)),
    "json",
  );
  const numbered = arrayParameter(
    entries.map((entry) => JSON.stringify(entry.numbered)),
    "json",
  );
  const record = recordJson(tables, entity, sql`t."id" = any(${ids})`);
  const drawn = sql`select json_build_object('path', '/' || n.name, 'from', null, 'to', r.record -> n.name) from json_array_elements_text(u.numbered) as n (name) where r.record ->> n.name is not null`;
  const foreign = foreignChanges(tables, entity);
  const befores = arrayParameter(
    entries.map(({ before }) => (before === undefined ? null : JSON.stringify(before ?? {}))),
    "json",
  );
  const told = sql`select c.value from json_array_elements(u.changes) as c (value) union all ${drawn}`;
  const all = foreign === null ? told : sql`${told} union all ${foreign}`;
  const given =
    foreign === null
      ? sql`${ids}, ${changes}, ${numbered}`
      : sql`${ids}, ${changes}, ${numbered}, ${befores}`;
  const names = foreign === null ? "id, changes, numbered" : "id, changes, numbered, before";
  return command(
    `change of ${entity.id}`,
    sql`insert into ${identifier(tables.schema, "_change")} (entity, record, version, op, at, by, via, row, changes) select ${parameter(entity.id, "text")}, r.id, (r.record ->> 'version')::int, ${parameter(op, "text")}, ${parameter(now, "timestamptz")}, ${parameter(by, "uuid")}, ${parameter(JSON.stringify(viaOf(context)), "json")}, r.record, coalesce((select json_agg(a.value) from (${all}) as a), '[]'::json) from unnest(${given}) with ordinality as u (${[names]}, place) join (${record}) as r on r.id = u.id order by u.place`,
  );
}

/** The log's entry of records that the next statement deletes for good: their last version and one more. */
export function logRemoval(
  tables: RecordTables,
  entity: Entity,
  context: WriteContext,
  now: string,
  ids: readonly string[],
): FlightStatement {
  const by = context.actor.kind === "user" ? context.actor.user : null;
  return command(
    `removal of ${entity.id}`,
    sql`insert into ${identifier(tables.schema, "_change")} (entity, record, version, op, at, by, via, row, changes) select ${parameter(entity.id, "text")}, t."id", t."version" + 1, 'delete', ${parameter(now, "timestamptz")}, ${parameter(by, "uuid")}, ${parameter(JSON.stringify(viaOf(context)), "json")}, null, '[]'::json from ${tableOf(tables, entity)} as t where t."id" = any(${arrayParameter(ids, "uuid")}) order by t."id"`,
  );
}

// The platform's own changes say why they were made.
export function viaOf(context: WriteContext): JsonValue {
  const { kind, id } = context.via;
  const reason = context.actor.kind === "system" ? { reason: context.actor.reason } : {};
  return { kind, ...(id === undefined ? {} : { id }), ...reason };
}
