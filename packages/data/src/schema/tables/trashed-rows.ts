import { identifier, sql, toLiteralText } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { objectName, tableName } from "./names.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";
import type { ObjectModel } from "./table-model.ts";
import { triggerFunction } from "./trigger-function.ts";

/**
 * Rows go to the trash and come back with their owner. It is noted in each of them, so that what is unique among rows
 * is so among those that are there.
 */
export function trashedRows(context: TableContext, entity: Entity): readonly ObjectModel[] {
  const owned = [...entity.fields.values()].flatMap((field) => {
    const rows = field.type.kind === "rows" ? context.catalogue.entities.get(field.type.entity) : undefined;
    return rows === undefined ? [] : [toLiteralText(qualifiedTable(context, rows))];
  });
  if (owned.length === 0) return [];
  const table = qualifiedTable(context, entity);
  const name = objectName(tableName(entity.id), "fn", "trashed");
  const call = identifier(context.schema, name);
  const target = `entity:${entity.document.id}`;
  const updates = owned.map(
    (rows) => `  update ${rows} set _trashed = new._deleted_at is not null where _parent = new.id;`,
  );
  const body = `\nbegin\n${updates.join("\n")}\n  return null;\nend `;
  return [
    triggerFunction(context, { name, target }, body),
    {
      kind: "trigger",
      name,
      target,
      create: toLiteralText(
        sql`create trigger ${identifier(name)} after update of _deleted_at on ${table} for each row when ((new._deleted_at is null) <> (old._deleted_at is null)) execute function ${call}()`,
      ),
      drop: toLiteralText(sql`drop trigger ${identifier(name)} on ${table}`),
    },
  ];
}
