import type { Entity, Field, OwnAggregate } from "@dougong/fields";
import { columnType } from "./sql-type.ts";
import type { TableContext } from "./table-context.ts";

/** True where the value is worked out at each read and so has no column. */
export function isLive(entity: Entity, field: Field): boolean {
  return field.formula !== null && entity.scope.resolve(field.id)?.live === true;
}

/** The type of the field's column, or null where it has none: lines, live formulas. */
export function fieldColumnType(context: TableContext, entity: Entity, field: Field): string | null {
  if (field.type.kind === "rows" || isLive(entity, field)) return null;
  const declared = context.storages[field.document.type]?.column(field.document) ?? null;
  return declared ?? (field.formula === null ? null : columnType(field.type));
}

/** Formulas that are kept in columns, in an order in which each reads only those before it. */
export function storedFormulas(entity: Entity): readonly Field[] {
  return entity.formulas.filter((field) => field.formula !== null && !isLive(entity, field));
}

/** The aggregates over own lines that stored formulas read, each column once. */
export function storedAggregates(entity: Entity): readonly OwnAggregate[] {
  const byColumn = new Map<string, OwnAggregate>();
  for (const field of storedFormulas(entity)) {
    for (const aggregate of field.aggregates) byColumn.set(aggregate.column, aggregate);
  }
  return [...byColumn.values()];
}
