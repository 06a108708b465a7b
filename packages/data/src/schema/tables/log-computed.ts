import { type Fragment, identifier, join, parameter, sql, toLiteralText } from "@dougong/expression";
import type { Entity, Field } from "@dougong/fields";
import { recordJson } from "../../records/statements/record-json.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";

/**
 * plpgsql that tells the change log of records whose computed values changed while their version did not: something
 * else was written. Records that the flight writes itself are told by it. Outside of a flight nothing is told, so
 * that a publish that fills new columns makes no events. Null where nothing can change that way.
 */
export function logComputed(context: TableContext, entity: Entity): string | null {
  const fields = entity.derived.columns.flatMap((column) => {
    const field = column.field === null || !column.foreign ? undefined : entity.fields.get(column.field);
    return field === undefined ? [] : [field];
  });
  if (fields.length === 0) return null;
  const insert = entity.owner === null ? ofRecords(context, entity, fields) : ofRows(context, entity, fields);
  return `    if coalesce(current_setting('dougong.flight', true), '') <> '' then
      ${toLiteralText(insert)};
    end if;`;
}

const flight = ["current_setting('dougong.flight', true)::json"];

function ofRecords(context: TableContext, entity: Entity, fields: readonly Field[]): Fragment {
  const changed = sql`n join o on o.id = n.id where n.version = o.version and ${differs(fields)} and ${isForeign(sql`n.id`)}`;
  const changes = changesOf(context, fields, sql`'/'`);
  const rows = sql`select n.id as record, ${changes} as changes from ${changed}`;
  return log(context, entity, rows);
}

function ofRows(context: TableContext, entity: Entity, fields: readonly Field[]): Fragment {
  const owner = entity.owner === null ? undefined : context.catalogue.entities.get(entity.owner.entity);
  if (owner === undefined || entity.owner === null) throw new TypeError("A row without an owner");
  const path = sql`${parameter(`/${entity.owner.field}/`, "text")} || n.id || '/'`;
  const changed = sql`n join o on o.id = n.id where ${differs(fields)} and ${isForeign(sql`n._parent`)}`;
  const each = sql`select n._parent as record, ${changesOf(context, fields, path)} as changes from ${changed}`;
  const rows = sql`select e.record, json_agg(c.value) as changes from (${each}) as e, json_array_elements(e.changes) as c (value) group by e.record`;
  return log(context, owner, rows);
}

/** Not one of those that the flight writes and tells of itself. */
function isForeign(id: Fragment): Fragment {
  return sql`${id}::text not in (select json_array_elements_text(${flight} -> 'own'))`;
}

function differs(fields: readonly Field[]): Fragment {
  const tuple = (side: string) => sql`(${join(fields.map((field) => identifier(side, field.id)))})`;
  return sql`${tuple("n")} is distinct from ${tuple("o")}`;
}

function changesOf(context: TableContext, fields: readonly Field[], before: Fragment): Fragment {
  const values = fields.map((field) => {
    const json = (side: string) => {
      const column = identifier(side, field.id);
      return sql`to_json(${context.storages[field.document.type]?.toJson(column, field.document) ?? column})`;
    };
    return sql`(${before} || ${parameter(field.id, "text")}, ${json("o")}, ${json("n")})`;
  });
  return sql`(select json_agg(json_build_object('path', v.p, 'from', v.f, 'to', v.t)) from (values ${join(values)}) as v (p, f, t) where v.f::text is distinct from v.t::text)`;
}

function log(context: TableContext, entity: Entity, rows: Fragment): Fragment {
  const record = recordJson(context, entity, sql`t."id" = c.record`);
  const said = (name: string, type: string) => sql`(${flight} ->> ${[`'${name}'`]})::${[type]}`;
  return sql`insert into ${identifier(context.schema, "_change")} (entity, record, version, op, at, by, via, row, changes, computed)
      select ${parameter(entity.id, "text")}, c.record, t.version, 'update', ${said("at", "timestamptz")}, ${said("by", "uuid")}, ${flight} -> 'via', r.record, c.changes, true
      from (${rows}) as c join ${qualifiedTable(context, entity)} as t on t.id = c.record cross join lateral (${record}) as r
      where c.changes is not null and t._deleted_at is null order by c.record`;
}
