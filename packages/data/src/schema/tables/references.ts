import { identifier, sql, toLiteralText } from "@dougong/expression";
import type { Entity, Field } from "@dougong/fields";
import { objectName, tableName } from "./names.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";
import type { ObjectModel } from "./table-model.ts";

/** Fields whose column holds a record id that the database watches over. */
export function referenceFields(entity: Entity): readonly (Field & { readonly to: string })[] {
  return [...entity.fields.values()].flatMap((field) =>
    field.to !== null && field.type.kind === "reference" && field.computed === null
      ? [{ ...field, to: field.to }]
      : [],
  );
}

export function referenceName(entity: Entity, field: string): string {
  return objectName(tableName(entity.id), "fk", field);
}

/**
 * Foreign keys. What a deletion does (`restrict`, `cascade`, `clear`) is decided by the record service, since
 * the trash is no deletion; the keys keep the purge honest. A row goes with its owner.
 */
export function references(context: TableContext, entity: Entity): readonly ObjectModel[] {
  const keys = referenceFields(entity).map((field) =>
    foreignKey(context, entity, field.id, field.to, `fields/${field.id}`, ""),
  );
  if (entity.owner === null) return keys;
  return [
    ...keys,
    foreignKey(context, entity, "_parent", entity.owner.entity, "ownedBy", " on delete cascade"),
  ];
}

function foreignKey(
  context: TableContext,
  entity: Entity,
  column: string,
  to: string,
  path: string,
  onDelete: string,
): ObjectModel {
  const table = qualifiedTable(context, entity);
  const target = qualifiedTable(context, to);
  const name = identifier(referenceName(entity, column));
  const create = sql`alter table ${table} add constraint ${name} foreign key (${identifier(column)}) references ${target} (${identifier("id")})`;
  return {
    kind: "reference",
    name: referenceName(entity, column),
    target: `entity:${entity.document.id}/${path}`,
    create: `${toLiteralText(create)}${onDelete}`,
    drop: toLiteralText(sql`alter table ${table} drop constraint ${name}`),
    broken: toLiteralText(
      sql`${identifier("r", column)} is not null and not exists (select 1 from ${target} as t where t.id = ${identifier("r", column)})`,
    ),
  };
}
