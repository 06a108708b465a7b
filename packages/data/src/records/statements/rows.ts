import { arrayParameter, type Fragment, identifier, join, parameter, sql } from "@dougong/expression";
import type { Entity, Field } from "@dougong/fields";
import { equalJson } from "@dougong/model";
import { command, type FlightStatement } from "../flight/statement.ts";
import { isLines, rowEntity } from "../lines/lines-field.ts";
import { type RecordValues, rowId, rowsOf } from "../steps/write.ts";
import {
  columnList,
  type RecordTables,
  tableOf,
  textOf,
  type WrittenColumn,
  writtenColumns,
} from "./columns.ts";
import { unnested } from "./header.ts";

/** A row with the owner and the place that it has in its table. */
interface PlacedRow {
  readonly row: RecordValues;
  readonly owner: string;
  readonly position: number;
}

const placeColumns: readonly WrittenColumn[] = [
  { name: "id", parameter: (row) => parameter(textOf(row.id), "uuid") },
  { name: "_parent", parameter: (row) => parameter(textOf(row._parent), "uuid") },
  { name: "_position", parameter: (row) => parameter(textOf(row._position), "int") },
];

/** The statements that bring the rows of records from one state to another: removed, changed, new, in this order. */
export function writeRows(
  tables: RecordTables,
  entity: Entity,
  records: readonly { readonly before: RecordValues | null; readonly after: RecordValues }[],
): readonly FlightStatement[] {
  return [...entity.fields.values()].filter(isLines).flatMap((field) => writeField(tables, field, records));
}

function writeField(
  tables: RecordTables,
  field: Field,
  records: readonly { readonly before: RecordValues | null; readonly after: RecordValues }[],
): readonly FlightStatement[] {
  const entity = rowEntity(tables.catalogue, field);
  const removed: string[] = [];
  const changed: PlacedRow[] = [];
  const added: PlacedRow[] = [];
  for (const { before, after } of records) {
    const stored = new Map(
      (before === null ? [] : rowsOf(before, field.id)).map((row, position) => [
        rowId(row),
        { row, position },
      ]),
    );
    rowsOf(after, field.id).forEach((row, position) => {
      const old = stored.get(rowId(row));
      stored.delete(rowId(row));
      const placed = { row, owner: String(after.id), position };
      if (old === undefined) added.push(placed);
      else if (old.position !== position || !equalJson(old.row, row)) changed.push(placed);
    });
    removed.push(...stored.keys());
  }
  return [
    ...(removed.length === 0 ? [] : [deleteRows(tables, entity, removed)]),
    ...(changed.length === 0 ? [] : [updateRows(tables, entity, changed)]),
    ...(added.length === 0 ? [] : [insertRows(tables, entity, added)]),
  ];
}

function deleteRows(tables: RecordTables, entity: Entity, ids: readonly string[]): FlightStatement {
  return command(
    `delete ${entity.id}`,
    sql`delete from ${tableOf(tables, entity)} where "id" = any(${arrayParameter(ids, "uuid")})`,
  );
}

function insertRows(tables: RecordTables, entity: Entity, placed: readonly PlacedRow[]): FlightStatement {
  const columns = [...placeColumns, ...writtenColumns(tables, entity)];
  const from = unnested(columns, placed.map(flat));
  return command(
    `insert ${entity.id}`,
    sql`insert into ${tableOf(tables, entity)} (${columnList(columns)}) select * from ${from} as u`,
  );
}

function updateRows(tables: RecordTables, entity: Entity, placed: readonly PlacedRow[]): FlightStatement {
  const columns = [...placeColumns, ...writtenColumns(tables, entity)];
  const changing = columns.filter((column) => column.name !== "id" && column.name !== "_parent");
  const set = join(
    changing.map((column): Fragment => sql`${identifier(column.name)} = u.${identifier(column.name)}`),
  );
  const from = unnested(columns, placed.map(flat));
  return command(
    `update ${entity.id}`,
    sql`update ${tableOf(tables, entity)} as l set ${set} from ${from} as u (${columnList(columns)}) where l."id" = u."id" and l."_parent" = u."_parent"`,
  );
}

function flat(placed: PlacedRow): RecordValues {
  return { ...placed.row, _parent: placed.owner, _position: placed.position };
}

/** Lines fields of an entity, with the entities of their rows. */
export function linesOf(tables: RecordTables, entity: Entity): ReadonlyMap<string, Entity> {
  const fields = [...entity.fields.values()].filter(isLines);
  return new Map(fields.map((field) => [field.id, rowEntity(tables.catalogue, field)]));
}
