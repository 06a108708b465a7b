import { type Fragment, identifier, type Parameter, parameter, type Value } from "@dougong/expression";
import type { Catalogue, Entity, Field, FieldStorage } from "@dougong/fields";
import { tableName } from "../../schema/tables/names.ts";
import { columnType } from "../../schema/tables/sql-type.ts";
import { sentAggregates } from "../../schema/tables/stored-fields.ts";
import type { RecordValues } from "../steps/write.ts";

/** What statements on record tables are built from. */
export interface RecordTables {
  readonly schema: string;
  readonly catalogue: Catalogue;
  /** By field type. */
  readonly storages: Readonly<Record<string, FieldStorage>>;
}

/** A column that a write fills: a field, or an aggregate over own lines that is kept beside its formula. */
export interface WrittenColumn {
  readonly name: string;
  /** The text form of the record's value, with the type it is cast to. */
  parameter(record: RecordValues): Parameter;
}

/** The table of an entity, qualified. */
export function tableOf(tables: RecordTables, entity: Entity): Fragment {
  return identifier(tables.schema, tableName(entity.id));
}

export function storageOf(tables: RecordTables, field: Field): FieldStorage {
  const storage = tables.storages[field.document.type];
  if (storage === undefined)
    throw new RangeError(`There is no storage for the field type ${field.document.type}`);
  return storage;
}

/** Fields with a column of their own, in document order: no lines, nothing that is worked out at each read. */
export function columnFields(entity: Entity): readonly Field[] {
  return [...entity.fields.values()].filter((field) => field.stored);
}

/**
 * Columns that a write sets: all but sequences, which are drawn by a statement of their own, and what the database
 * knows from other records.
 */
export function writtenColumns(tables: RecordTables, entity: Entity): readonly WrittenColumn[] {
  const fields = columnFields(entity).filter((field) => field.document.type !== "sequence" && field.local);
  const own = fields.map((field): WrittenColumn => {
    const storage = storageOf(tables, field);
    return {
      name: field.id,
      parameter: (record) => storage.parameter(record[field.id] ?? null, field.document),
    };
  });
  const aggregates = sentAggregates(entity).map((one): WrittenColumn => {
    const type = columnType(one.type).replace(/ collate .*/, "");
    return { name: one.name, parameter: (record) => parameter(textOf(record[one.name]), type) };
  });
  return [...own, ...aggregates];
}

/** `"a", "b"` */
export function columnList(columns: readonly { readonly name: string }[]): Fragment {
  return [columns.map((column) => identifier(column.name)[0]).join(", ")];
}

/** A timestamp column as JSON has it. */
export function instantJson(tables: RecordTables, column: Fragment): Fragment {
  const storage = tables.storages.datetime;
  if (storage === undefined) throw new RangeError("There is no storage for datetime");
  return storage.toJson(column, { id: "at", type: "datetime" });
}

export function textOf(value: Value | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
