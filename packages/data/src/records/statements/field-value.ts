import { type Fragment, identifier, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { type RecordTables, tableOf } from "./columns.ts";

/** A field of the record at an alias: its column, or what a lookup that nothing keeps leads to. */
export function fieldValue(
  tables: RecordTables,
  entity: Entity,
  name: string,
  alias: string,
  depth = 0,
): Fragment {
  const field = entity.fields.get(name);
  if (field === undefined || field.stored || field.lookup === null) return identifier(alias, name);
  const { via, entity: to, field: shown } = field.lookup;
  const target = tables.catalogue.entities.get(to);
  if (target === undefined) throw new RangeError(`${to} is no entity of this catalogue`);
  const pointer =
    via === "$parent" ? identifier(alias, "_parent") : fieldValue(tables, entity, via, alias, depth + 1);
  const next = `_l${depth}_${alias}`;
  return sql`(select ${fieldValue(tables, target, shown, next, depth + 1)} from ${tableOf(tables, target)} as ${identifier(next)} where ${identifier(next, "id")} = ${pointer})`;
}
