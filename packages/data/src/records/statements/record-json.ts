import { type Fragment, identifier, join, sql } from "@dougong/expression";
import type { Entity, Field } from "@dougong/fields";
import { isLines, rowEntity } from "../lines/lines-field.ts";
import { instantJson, type RecordTables, storageOf, tableOf } from "./columns.ts";
import { fieldValue } from "./field-value.ts";

/**
 * The whole record as stored, unmasked, with its rows in order and what it looks up: what the write path compares with and what the
 * change log keeps. `condition` reads the alias `t`. Gives rows `(id, record)`, record as JSON.
 */
export function recordJson(tables: RecordTables, entity: Entity, condition: Fragment): Fragment {
  const instants = ["created_at", "updated_at"].map(
    (name) => sql`${instantJson(tables, at("t", name))} as ${identifier(name)}`,
  );
  const members = join([
    [`t."id", t."version"`],
    ...instants,
    [`t."created_by", t."updated_by"`],
    ...fieldJson(tables, entity, "t"),
    ...[...entity.fields.values()].filter(isLines).map((field) => linesJson(tables, field)),
  ]);
  const inner = sql`select ${members} from ${tableOf(tables, entity)} as t where ${condition}`;
  return sql`select r."id" as id, row_to_json(r) as record from (${inner}) as r`;
}

function fieldJson(tables: RecordTables, entity: Entity, alias: string): readonly Fragment[] {
  return [...entity.fields.values()].flatMap((field) => {
    if (field.type.kind === "rows" || field.live) return [];
    const value = fieldValue(tables, entity, field.id, alias);
    return [sql`${storageOf(tables, field).toJson(value, field.document)} as ${identifier(field.id)}`];
  });
}

function linesJson(tables: RecordTables, field: Field): Fragment {
  const entity = rowEntity(tables.catalogue, field);
  const members = join([[`l."id"`], ...fieldJson(tables, entity, "l")]);
  const rows = sql`select ${members} from ${tableOf(tables, entity)} as l where l."_parent" = t."id" order by l."_position", l."id"`;
  return sql`coalesce((select json_agg(row_to_json(x)) from (${rows}) as x), '[]'::json) as ${identifier(field.id)}`;
}

function at(alias: string, column: string): Fragment {
  return identifier(alias, column);
}
