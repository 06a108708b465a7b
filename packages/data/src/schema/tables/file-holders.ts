import { identifier, parameter, sql, toLiteralText } from "@dougong/expression";
import type { Entity, Field } from "@dougong/fields";
import { objectName, tableName } from "./names.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";
import type { ObjectModel } from "./table-model.ts";
import { triggerFunction } from "./trigger-function.ts";

/** True for a field that holds files. */
export function holdsFiles(field: Field): boolean {
  return field.document.type === "file" || field.document.type === "files";
}

export function fileFields(entity: Entity): readonly Field[] {
  return [...entity.fields.values()].filter(holdsFiles);
}

/** The name under which the database refuses a file that is not there, or is held elsewhere. */
export function fileKeyName(entity: Entity, field: string): string {
  return objectName(tableName(entity.id), "fk", field);
}

/**
 * A trigger per field says in `_file` which record holds a file, whatever way the record was written. A file has one
 * holder at a time; what a record let go stays its own, since its history names it.
 */
export function fileHolders(context: TableContext, entity: Entity): readonly ObjectModel[] {
  return fileFields(entity).flatMap((field) => {
    const table = qualifiedTable(context, entity);
    const name = objectName(tableName(entity.id), "fn", `file_${field.id}`);
    const call = identifier(context.schema, name);
    const target = `entity:${entity.document.id}/fields/${field.id}`;
    return [
      triggerFunction(context, { name, target }, body(context, entity, field)),
      {
        kind: "trigger",
        name,
        target,
        create: toLiteralText(
          sql`create trigger ${identifier(name)} after insert or update or delete on ${table} for each row execute function ${call}()`,
        ),
        drop: toLiteralText(sql`drop trigger ${identifier(name)} on ${table}`),
      },
    ];
  });
}

function body(context: TableContext, entity: Entity, field: Field): string {
  const files = identifier(context.schema, "_file");
  const ids = (row: "new" | "old") => {
    const column = sql`${[row]}.${identifier(field.id)}`;
    return toLiteralText(field.document.type === "file" ? sql`array_remove(array[${column}], null)` : column);
  };
  const root = entity.owner === null ? "new.id" : "new._parent";
  const let_go = sql`update ${files} set attached = false where id = any(was) and not id = any(held) and holder = old.id and holder_field = ${parameter(field.id, "text")}`;
  const take = sql`update ${files} set attached = true, holder_entity = ${parameter(entity.id, "text")}, holder = new.id, holder_root = ${[root]}, holder_field = ${parameter(field.id, "text")} where id = any(fresh) and not attached and sha256 <> ''`;
  const key = parameter(fileKeyName(entity, field.id), "text");
  return `
declare
  was uuid[] := array[]::uuid[];
  held uuid[] := array[]::uuid[];
  fresh uuid[];
  taken int;
begin
  if tg_op <> 'INSERT' then was := coalesce(${ids("old")}, was); end if;
  if tg_op <> 'DELETE' then held := coalesce(${ids("new")}, held); end if;
  if was = held then return null; end if;
  if tg_op <> 'INSERT' then
    ${toLiteralText(let_go)};
  end if;
  fresh := array(select unnest(held) except select unnest(was));
  if cardinality(fresh) > 0 then
    ${toLiteralText(take)};
    get diagnostics taken = row_count;
    if taken <> cardinality(fresh) then
      raise exception using errcode = '23503', constraint = ${toLiteralText([key])}, message = 'a file is not there, or is held elsewhere';
    end if;
  end if;
  return null;
end `;
}
