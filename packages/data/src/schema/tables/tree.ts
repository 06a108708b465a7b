import { identifier, sql, toLiteralText } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { objectName, tableName } from "./names.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";
import type { ObjectModel } from "./table-model.ts";
import { triggerFunction } from "./trigger-function.ts";

export function treeName(entity: Entity, parent: string): string {
  return objectName(tableName(entity.id), "tree", parent);
}

/**
 * Keeps a tree a tree: nothing is ever below itself. Moves within one tree take turns, since two of them that do not
 * see each other can close a circle together.
 */
export function tree(context: TableContext, entity: Entity): readonly ObjectModel[] {
  const parent = entity.document.tree;
  if (parent === undefined) return [];
  const table = qualifiedTable(context, entity);
  const name = treeName(entity, parent);
  const call = identifier(context.schema, name);
  const [own, above] = [identifier("r", parent), identifier("t", parent)];
  const broken = toLiteralText(
    sql`exists (with recursive up (id) as (select ${own} union select ${above} from up join ${table} as t on t.id = up.id) select 1 from up where up.id = r.id)`,
  );
  const body = `
begin
  perform pg_advisory_xact_lock(hashtextextended('${context.schema}/tree/${name}', 0));
  if exists (select 1 from ${toLiteralText(table)} as r where r.id = new.id and ${broken}) then
    raise exception using errcode = '23514', message = 'tree', constraint = '${name}', table = '${tableName(entity.id)}', schema = '${context.schema}';
  end if;
  return null;
end `;
  const target = `entity:${entity.document.id}/tree`;
  const column = identifier(parent);
  return [
    triggerFunction(context, { name, target }, body),
    {
      kind: "tree",
      name,
      target,
      create: toLiteralText(
        sql`create trigger ${identifier(name)} after update of ${column} on ${table} for each row when (new.${column} is not null and new.${column} is distinct from old.${column}) execute function ${call}()`,
      ),
      drop: toLiteralText(sql`drop trigger ${identifier(name)} on ${table}`),
      broken: `r.${toLiteralText(column)} is not null and ${broken}`,
    },
  ];
}
