import { type Fragment, identifier, join, sql, toLiteralText } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { linkFields } from "./links.ts";
import { objectName, shortHash, tableName } from "./names.ts";
import { referenceFields } from "./references.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";
import type { ObjectModel } from "./table-model.ts";

/** Indexes that the platform's own reads need, then those that the document asks for. */
export function indexes(context: TableContext, entity: Entity): readonly ObjectModel[] {
  const path = `entity:${entity.document.id}`;
  const own = (part: string, columns: Fragment, where = "") =>
    index(context, entity, part, columns, `${path}/indexes`, where);
  const platform =
    entity.owner === null
      ? [own("created_at", sql`created_at, id`), own("trash", sql`_deleted_at`, "_deleted_at is not null")]
      : [own("parent", sql`_parent, _position`)];
  const keys = referenceFields(entity).map((field) =>
    index(context, entity, field.id, identifier(field.id), `${path}/fields/${field.id}`, ""),
  );
  const declared = (entity.document.indexes ?? []).map(({ fields }, place) =>
    index(
      context,
      entity,
      shortHash(JSON.stringify(fields)),
      declaredColumns(context, entity, fields),
      `${path}/indexes/${place}`,
      "",
    ),
  );
  const members = linkFields(entity).map((field) =>
    index(context, entity, field.id, identifier(field.id), `${path}/fields/${field.id}`, "", "gin"),
  );
  return [...platform, ...keys, ...members, ...declared];
}

/**
 * `status, ordered_on desc nulls last, id desc`: nulls come last both ways, and the tie-break goes the way of
 * the last key, or paging could not compare whole rows. Keys before the last one are for equality, so
 * they are plain columns; the last one is for sorting, too, so it is what ORDER BY sorts by.
 */
function declaredColumns(context: TableContext, entity: Entity, fields: readonly string[]): Fragment {
  const keys = fields.map((key, place) => {
    const descending = key.startsWith("-");
    const value = keyValue(context, entity, descending ? key.slice(1) : key, place === fields.length - 1);
    return { value, descending };
  });
  const last = keys.at(-1)?.descending === true;
  const items = keys.map(({ value, descending }) => sql`${value}${[descending ? " desc nulls last" : ""]}`);
  return join([...items, last ? sql`id desc` : sql`id`]);
}

function keyValue(context: TableContext, entity: Entity, name: string, sorts: boolean): Fragment {
  const field = entity.fields.get(name);
  const column = identifier(name);
  if (field === undefined || !sorts) return column;
  const key =
    context.storages[field.document.type]?.sortKey(column, field.document, context.collation) ?? column;
  return key === column ? column : sql`(${key})`;
}

function index(
  context: TableContext,
  entity: Entity,
  part: string,
  columns: Fragment,
  target: string,
  where: string,
  method: "btree" | "gin" = "btree",
): ObjectModel {
  const name = objectName(tableName(entity.id), "ix", part);
  const create = sql`create index ${identifier(name)} on ${qualifiedTable(context, entity)}${[method === "btree" ? "" : ` using ${method}`]} (${columns})${[where === "" ? "" : ` where ${where}`]}`;
  return {
    kind: "index",
    name,
    target,
    create: toLiteralText(create),
    drop: toLiteralText(sql`drop index ${identifier(context.schema, name)}`),
  };
}
