import { type Fragment, identifier, sql, toLiteralText } from "@dougong/expression";
import type { Entity, Field } from "@dougong/fields";
import { objectName, tableName } from "./names.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";
import type { ObjectModel } from "./table-model.ts";
import { triggerFunction } from "./trigger-function.ts";

/** Fields whose column holds the ids of many records. */
export function linkFields(entity: Entity): readonly (Field & { readonly to: string })[] {
  return [...entity.fields.values()].flatMap((field) =>
    field.to !== null && field.type.kind === "references" && field.computed === null
      ? [{ ...field, to: field.to }]
      : [],
  );
}

/** The table that says which record of `references` points to which: `crm__deal__ln__contacts`. */
export function linkTableName(entity: Entity, field: string): string {
  return objectName(tableName(entity.id), "ln", field);
}

/** The foreign key of a link to its target, as PostgreSQL names it when it refuses. */
export function linkKeyName(entity: Entity, field: string): string {
  return objectName(tableName(entity.id), "fk", field);
}

/**
 * The members of `references` once more as rows with foreign keys on both sides: an array has none. A trigger keeps
 * them, so that no way of writing the array can point to what is not there, and nothing that is pointed to goes for
 * good. Reads of the field use the array alone.
 */
export function links(context: TableContext, entity: Entity): readonly ObjectModel[] {
  return linkFields(entity).flatMap((field) => linksOf(context, entity, field));
}

function linksOf(
  context: TableContext,
  entity: Entity,
  field: Field & { readonly to: string },
): readonly ObjectModel[] {
  const target = `entity:${entity.document.id}/fields/${field.id}`;
  const own = tableName(entity.id);
  const table = identifier(context.schema, linkTableName(entity, field.id));
  const source = qualifiedTable(context, entity);
  const there = qualifiedTable(context, field.to);
  const column = identifier(field.id);
  const trigger = objectName(own, "fn", `link_${field.id}`);
  const call = identifier(context.schema, trigger);
  return [
    {
      kind: "links",
      name: linkTableName(entity, field.id),
      target,
      create: creation(table, source, there, column, {
        source: objectName(own, "lk", field.id),
        target: linkKeyName(entity, field.id),
      }),
      drop: toLiteralText(sql`drop table ${table}`),
      broken: toLiteralText(
        sql`exists (select 1 from unnest(${identifier("r", field.id)}) as m (id) where not exists (select 1 from ${there} as t where t.id = m.id))`,
      ),
    },
    triggerFunction(context, { name: trigger, target }, body(table, column)),
    {
      kind: "trigger",
      name: trigger,
      target,
      create: toLiteralText(
        sql`create trigger ${identifier(trigger)} after insert or update on ${source} for each row execute function ${call}()`,
      ),
      drop: toLiteralText(sql`drop trigger ${identifier(trigger)} on ${source}`),
    },
  ];
}

function creation(
  table: Fragment,
  source: Fragment,
  there: Fragment,
  column: Fragment,
  keys: { readonly source: string; readonly target: string },
): string {
  const statements = [
    sql`create table ${table} (source uuid not null constraint ${identifier(keys.source)} references ${source} (id) on delete cascade, target uuid not null constraint ${identifier(keys.target)} references ${there} (id), primary key (source, target))`,
    sql`create index on ${table} (target)`,
    sql`insert into ${table} select distinct s.id, m.id from ${source} as s, unnest(s.${column}) as m (id)`,
  ];
  return statements.map(toLiteralText).join(";\n");
}

function body(table: Fragment, column: Fragment): string {
  return `
begin
  if tg_op = 'UPDATE' then
    if new.${toLiteralText(column)} is not distinct from old.${toLiteralText(column)} then return null; end if;
    ${toLiteralText(sql`delete from ${table} as l where l.source = new.id and l.target <> all (coalesce(new.${column}, array[]::uuid[]))`)};
  end if;
  ${toLiteralText(sql`insert into ${table} select new.id, m.id from unnest(new.${column}) as m (id) order by m.id on conflict do nothing`)};
  return null;
end `;
}
