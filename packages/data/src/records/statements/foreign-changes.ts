import { type Fragment, join, parameter, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { isLines, rowEntity } from "../lines/lines-field.ts";
import type { RecordTables } from "./columns.ts";

/**
 * A SELECT of what changed of values that other records decide: sums, copies, and formulas over them. It compares
 * `u.before` with `r.record`. Null where the record and its rows have none.
 */
export function foreignChanges(tables: RecordTables, entity: Entity): Fragment | null {
  const own = foreignNames(entity);
  const lines = [...entity.fields.values()].filter(isLines).flatMap((field) => {
    const names = foreignNames(rowEntity(tables.catalogue, field));
    return names.length === 0 ? [] : [ofRows(field.id, names)];
  });
  const all = [...(own.length === 0 ? [] : [ofRecord(own)]), ...lines];
  return all.length === 0 ? null : join(all, " union all ");
}

/** Kept in columns, and not known from the record alone. */
function foreignNames(entity: Entity): readonly string[] {
  return [...entity.fields.values()].flatMap((field) => (field.stored && !field.local ? [field.id] : []));
}

function ofRecord(names: readonly string[]): Fragment {
  return sql`select json_build_object('path', '/' || f.name, 'from', u.before -> f.name, 'to', r.record -> f.name) from (values ${valuesOf(names)}) as f (name) where u.before is not null and ${differ(sql`u.before -> f.name`, sql`r.record -> f.name`)}`;
}

function ofRows(lines: string, names: readonly string[]): Fragment {
  const field = parameter(lines, "text");
  const path = sql`'/' || ${field} || '/' || coalesce(a.v ->> 'id', b.v ->> 'id') || '/' || f.name`;
  const rows = (record: Fragment) =>
    sql`json_array_elements(case json_typeof(${record} -> ${field}) when 'array' then ${record} -> ${field} end)`;
  return sql`select json_build_object('path', ${path}, 'from', b.v -> f.name, 'to', a.v -> f.name) from ${rows(sql`r.record`)} as a (v) full join ${rows(sql`u.before`)} as b (v) on a.v ->> 'id' = b.v ->> 'id' cross join (values ${valuesOf(names)}) as f (name) where u.before is not null and ${differ(sql`b.v -> f.name`, sql`a.v -> f.name`)}`;
}

function valuesOf(names: readonly string[]): Fragment {
  return join(names.map((name) => sql`(${parameter(name, "text")})`));
}

function differ(before: Fragment, after: Fragment): Fragment {
  return sql`coalesce((${before})::jsonb, 'null') is distinct from coalesce((${after})::jsonb, 'null')`;
}
