import type { AggregateColumn, DerivedColumn, Entity, Field, LookupColumn } from "@dougong/fields";
import { columnType } from "./sql-type.ts";
import type { TableContext } from "./table-context.ts";

/** The type of the field's column, or null where it has none: lines, live values, lookups that are joined. */
export function fieldColumnType(context: Pick<TableContext, "storages">, field: Field): string | null {
  if (!field.stored) return null;
  const declared = context.storages[field.document.type]?.column(field.document) ?? null;
  return declared ?? (field.computed === null ? null : columnType(field.type));
}

/** Columns that the database fills and no field stands behind. */
export function hiddenColumns(entity: Entity): readonly DerivedColumn[] {
  return entity.derived.columns.filter((column) => column.field === null);
}

/** Sums and their kin that are kept for an entity. */
export function aggregateColumns(entity: Entity): readonly AggregateColumn[] {
  return entity.derived.columns.filter((column) => column.kind === "aggregate");
}

/** Copies of other records' columns that are kept for an entity. */
export function lookupColumns(entity: Entity): readonly LookupColumn[] {
  return entity.derived.columns.filter((column) => column.kind === "lookup");
}

/** Aggregates over own lines that TypeScript works out and sends; the lines' trigger verifies them. */
export function sentAggregates(entity: Entity): readonly AggregateColumn[] {
  return aggregateColumns(entity).filter((column) => column.local !== null);
}
