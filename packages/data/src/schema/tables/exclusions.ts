import { type Fragment, identifier, join, sql, toLiteralText } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import type { ExcludeDocument } from "@dougong/model";
import { objectName, shortHash, tableName } from "./names.ts";
import { fieldColumnType } from "./stored-fields.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";
import type { ObjectModel } from "./table-model.ts";
import { liveRow } from "./unique-indexes.ts";

/** Stable over revisions as long as the fields are the same. */
export function exclusionName(entity: Entity, { equal, range }: ExcludeDocument): string {
  return objectName(tableName(entity.id), "ex", shortHash(JSON.stringify([equal, range])));
}

/** `exclude` as exclusion constraints over what is not in the trash: no two rows that are equal overlap. */
export function exclusions(context: TableContext, entity: Entity): readonly ObjectModel[] {
  return (entity.document.exclude ?? []).map((exclude, index) => {
    const name = exclusionName(entity, exclude);
    const table = qualifiedTable(context, entity);
    const equal = exclude.equal.map((field) => sql`${equalKey(context, entity, field, null)} with =`);
    const keys = join([...equal, sql`${spanOf(context, entity, exclude, null)} with &&`]);
    const create = sql`alter table ${table} add constraint ${identifier(name)} exclude using gist (${keys}) where (${counts(entity, exclude, null)})`;
    const broken = sql`${counts(entity, exclude, "r")} and exists (select 1 from ${table} as o where o.id <> r.id and ${counts(entity, exclude, "o")} and ${overlaps(context, entity, exclude, "r", "o")})`;
    return {
      kind: "exclude" as const,
      name,
      target: `entity:${entity.document.id}/exclude/${index}`,
      // The extension has the operators that let an index of ranges hold plain columns, too.
      create: `create extension if not exists btree_gist; ${toLiteralText(create)}`,
      drop: toLiteralText(sql`alter table ${table} drop constraint ${identifier(name)}`),
      broken: toLiteralText(broken),
    };
  });
}

/**
 * Whether a row takes part: it has something between its ends. Without an end it goes on for ever, without a start
 * it has always been; one without both is not placed in time yet.
 */
export function placed({ range }: ExcludeDocument, row: string | null): Fragment {
  const [start, end] = range.map((field) => column(row, field));
  if (start === undefined || end === undefined) throw new TypeError("A range has two ends");
  return sql`(${start} is not null or ${end} is not null) and coalesce(${start} < ${end}, true)`;
}

/** True for two rows that are equal where they must be and share a moment. A null equals nothing. */
export function overlaps(
  context: Pick<TableContext, "storages">,
  entity: Entity,
  exclude: ExcludeDocument,
  left: string,
  right: string,
): Fragment {
  const equal = exclude.equal.map((field) => sql`${column(left, field)} = ${column(right, field)}`);
  const spans = sql`${spanOf(context, entity, exclude, left)} && ${spanOf(context, entity, exclude, right)}`;
  return join([...equal, spans], " and ");
}

function counts(entity: Entity, exclude: ExcludeDocument, row: string | null): Fragment {
  return sql`${liveRow(entity, row)} and ${placed(exclude, row)}`;
}

/** Half-open: what ends at noon and what begins at noon do not meet. */
function spanOf(
  context: Pick<TableContext, "storages">,
  entity: Entity,
  { range }: ExcludeDocument,
  row: string | null,
): Fragment {
  const type = columnTypeOf(context, entity, range[0]);
  const [start, end] = range.map((field) => {
    const value = column(row, field);
    return type.startsWith("time") && !type.startsWith("timestamp")
      ? sql`extract(epoch from ${value})`
      : value;
  });
  if (start === undefined || end === undefined) throw new TypeError("A range has two ends");
  return sql`${[rangeType(type)]}(${start}, ${end}, '[)')`;
}

function rangeType(column: string): string {
  if (column.startsWith("timestamp")) return "tstzrange";
  if (column.startsWith("date")) return "daterange";
  if (column.startsWith("bigint") || column.startsWith("int")) return "int8range";
  return "numrange";
}

// Not every version of the extension knows booleans.
function equalKey(
  context: Pick<TableContext, "storages">,
  entity: Entity,
  field: string,
  row: string | null,
): Fragment {
  const value = column(row, field);
  return columnTypeOf(context, entity, field).startsWith("bool") ? sql`(${value}::int)` : value;
}

function columnTypeOf(context: Pick<TableContext, "storages">, entity: Entity, name: string): string {
  const field = entity.fields.get(name);
  return (field === undefined ? null : fieldColumnType(context, field)) ?? "numeric";
}

function column(row: string | null, name: string): Fragment {
  return row === null ? identifier(name) : identifier(row, name);
}
