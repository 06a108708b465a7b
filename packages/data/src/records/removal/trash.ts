import { arrayParameter, type Fragment, identifier, parameter, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { command, type FlightStatement } from "../flight/statement.ts";
import { type RecordTables, tableOf } from "../statements/columns.ts";
import { linesOf } from "../statements/rows.ts";
import { inboundReferences } from "./inbound.ts";

interface Stamp {
  readonly now: string;
  readonly by: string | null;
}

/** Moves records to the trash. `along` is the record whose deletion takes these along; null for itself. */
export function trashRecords(
  tables: RecordTables,
  entity: Entity,
  ids: readonly string[],
  along: string | null,
  stamp: Stamp,
): FlightStatement {
  const with_ = parameter(along, "uuid");
  return stampRecords(
    tables,
    entity,
    ids,
    stamp,
    sql`"_deleted_at" = ${parameter(stamp.now, "timestamptz")}, "_deleted_with" = ${with_}`,
  );
}

/** Brings records back from the trash. */
export function untrashRecords(
  tables: RecordTables,
  entity: Entity,
  ids: readonly string[],
  stamp: Stamp,
): FlightStatement {
  return stampRecords(tables, entity, ids, stamp, [`"_deleted_at" = null, "_deleted_with" = null`]);
}

function stampRecords(
  tables: RecordTables,
  entity: Entity,
  ids: readonly string[],
  stamp: Stamp,
  set: Fragment,
): FlightStatement {
  const change = sql`update ${tableOf(tables, entity)} set ${set}, "version" = "version" + 1, "updated_at" = ${parameter(stamp.now, "timestamptz")}, "updated_by" = ${parameter(stamp.by, "uuid")} where "id" = any(${arrayParameter(ids, "uuid")})`;
  return command(`stamp ${entity.id}`, change);
}

/** Deletes records for good: what in the trash still points to them lets go, then their rows, then they. */
export function purgeRecords(
  tables: RecordTables,
  entity: Entity,
  ids: readonly string[],
): readonly FlightStatement[] {
  const gone = arrayParameter(ids, "uuid");
  const released = inboundReferences(tables.catalogue, entity.id).map(({ entity: pointing, field }) => {
    const column = identifier(field.id);
    const change =
      field.type.kind === "reference"
        ? sql`update ${tableOf(tables, pointing)} set ${column} = null where ${column} = any(${gone})`
        : sql`update ${tableOf(tables, pointing)} set ${column} = nullif(array(select m.id from unnest(${column}) with ordinality as m (id, place) where m.id <> all (${gone}) order by m.place), array[]::uuid[]) where ${column} && ${gone}`;
    return command(`release ${field.id}`, sql`${change}${inTrash(tables, pointing)}`);
  });
  const rows = [...linesOf(tables, entity).values()].map((row) =>
    command(`delete ${row.id}`, sql`delete from ${tableOf(tables, row)} where "_parent" = any(${gone})`),
  );
  const said = sql`delete from ${identifier(tables.schema, "_comment")} where entity = ${parameter(entity.id, "text")} and record = any(${gone})`;
  return [
    command("delete comments", said),
    ...released,
    ...rows,
    command(`delete ${entity.id}`, sql`delete from ${tableOf(tables, entity)} where "id" = any(${gone})`),
    // their files go with the others that nothing holds
    command(
      "release files",
      sql`update ${identifier(tables.schema, "_file")} set attached = false, holder_entity = null, holder = null, holder_root = null, holder_field = null where holder_root = any(${gone})`,
    ),
  ];
}

/** Lets what in the trash points to some records point to another: no change that anybody sees, so no version. */
export function repointTrashed(
  tables: RecordTables,
  entity: Entity,
  from: readonly string[],
  to: string,
): readonly FlightStatement[] {
  const gone = arrayParameter(from, "uuid");
  return inboundReferences(tables.catalogue, entity.id)
    .filter(({ field }) => field.type.kind === "reference")
    .map(({ entity: pointing, field }) => {
      const column = identifier(field.id);
      const change = sql`update ${tableOf(tables, pointing)} set ${column} = ${parameter(to, "uuid")} where ${column} = any(${gone})`;
      return command(`repoint ${field.id}`, sql`${change}${inTrash(tables, pointing)}`);
    });
}

function inTrash(tables: RecordTables, entity: Entity): Fragment {
  const owner = entity.owner === null ? undefined : tables.catalogue.entities.get(entity.owner.entity);
  if (owner === undefined) return [` and "_deleted_at" is not null`];
  return sql` and "_parent" in (select "id" from ${tableOf(tables, owner)} where "_deleted_at" is not null)`;
}
