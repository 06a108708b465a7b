import { type Fragment, identifier, join, parameter, sql, toLiteralText } from "@dougong/expression";
import { choiceOptions, type Entity, type Field } from "@dougong/fields";
import { objectName, shortHash, tableName } from "./names.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";
import type { ObjectModel } from "./table-model.ts";

/** The column that holds a record's search text. */
export const searchColumn = "_search";

const searched = ["text", "choice", "integer", "decimal", "date"];

/** Own fields that the search column holds: those that `search` names, else the texts. Rows are found through their owner. */
export function searchFields(entity: Entity): readonly Field[] {
  if (entity.owner !== null) return [];
  const named = entity.document.search;
  return [...entity.fields.values()].filter(
    (field) =>
      (named === undefined ? field.type.kind === "text" : named.includes(field.id)) &&
      searched.includes(field.type.kind) &&
      field.stored,
  );
}

/** A field's value as people read it: an option is found by its id and by its label. */
export function searchValue(field: Pick<Field, "type" | "document">, value: Fragment): Fragment {
  if (field.type.kind === "text") return value;
  if (field.type.kind !== "choice") return sql`(${value})::text`;
  const labelled = choiceOptions(field.document).flatMap(({ id, label }) =>
    label === undefined ? [] : sql` when ${parameter(id, "text")} then ${parameter(label, "text")}`,
  );
  return labelled.length === 0 ? value : sql`(${value} || E'\n' || (case ${value}${labelled} else '' end))`;
}

/**
 * Lines of the compute trigger that keep the search text: worked out where a field that it holds changes, and where it
 * was worked out otherwise, which its first characters tell; nobody can type them.
 */
export function searchAssignment(context: TableContext, entity: Entity): readonly string[] {
  const fields = searchFields(entity);
  if (fields.length === 0) return [];
  const values = fields.map(
    (field) =>
      sql`${identifier(context.schema, "_search_text")}(${searchValue(field, sql`new.${identifier(field.id)}`)})`,
  );
  const text = toLiteralText(join(values));
  const mark = markOf(text);
  const row = (side: string) =>
    fields.map((field) => `${side}.${toLiteralText(identifier(field.id))}`).join(", ");
  return [
    `  if tg_op = 'INSERT' or row(${row("new")}) is distinct from row(${row("old")}) or left(new.${searchColumn}, ${mark.length}) is distinct from '${mark}' then`,
    `    new.${searchColumn} := '${mark}' || concat_ws(E'\\n', '', ${text});`,
    "  end if;",
  ];
}

/** Characters of a private area, one for each digit of the hash. */
function markOf(text: string): string {
  return [...shortHash(text).slice(0, 8)]
    .map((digit) => String.fromCodePoint(0xe000 + Number.parseInt(digit, 16)))
    .join("");
}

/** The index by which records are found. */
export function searchIndex(context: TableContext, entity: Entity): readonly ObjectModel[] {
  if (searchFields(entity).length === 0) return [];
  const name = objectName(tableName(entity.id), "ix", "search");
  const grams = sql`${identifier(context.schema, "_grams")}(${identifier(searchColumn)})`;
  return [
    {
      kind: "index",
      name,
      target: `entity:${entity.document.id}/search`,
      create: toLiteralText(
        sql`create index ${identifier(name)} on ${qualifiedTable(context, entity)} using gin (${grams})`,
      ),
      drop: toLiteralText(sql`drop index ${identifier(context.schema, name)}`),
    },
  ];
}
