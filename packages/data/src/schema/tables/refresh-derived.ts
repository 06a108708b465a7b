import { identifier, join, sql, toLiteralText } from "@dougong/expression";
import type { Entity, LookupColumn } from "@dougong/fields";
import { wholeAggregate } from "./aggregate-sql.ts";
import { aggregateColumns, lookupColumns } from "./stored-fields.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";

/**
 * Statements that work out anew what all records look up and sum up; null where they do neither. They may run in any
 * order over the tables as long as the triggers are there: each sets what is right now, and what changes afterwards
 * is passed on.
 */
export function refreshDerived(context: TableContext, entity: Entity): string | null {
  const copies = new Map<string, LookupColumn[]>();
  for (const column of lookupColumns(entity)) {
    const key = `${column.via}>${column.target}`;
    copies.set(key, [...(copies.get(key) ?? []), column]);
  }
  const statements = [...copies.values()].map((columns) => refreshCopies(context, entity, columns));
  const sums = refreshSums(context, entity);
  const all = sums === null ? statements : [...statements, sums];
  return all.length === 0 ? null : all.join(";\n");
}

function refreshCopies(context: TableContext, entity: Entity, columns: readonly LookupColumn[]): string {
  const [first] = columns;
  if (first === undefined) return "";
  const table = qualifiedTable(context, entity);
  const set = join(
    columns.map((column) => sql`${identifier(column.name)} = ${identifier("x", column.name)}`),
  );
  const values = join(
    columns.map((column) => sql`${identifier("t", column.source)} as ${identifier(column.name)}`),
  );
  const of = (alias: string) => sql`(${join(columns.map((column) => identifier(alias, column.name)))})`;
  return toLiteralText(
    sql`update ${table} as p set ${set} from (select c.id, ${values} from ${table} as c left join ${qualifiedTable(context, first.target)} as t on t.id = ${identifier("c", first.via)}) as x where p.id = x.id and ${of("p")} is distinct from ${of("x")}`,
  );
}

function refreshSums(context: TableContext, entity: Entity): string | null {
  const columns = aggregateColumns(entity);
  if (columns.length === 0) return null;
  const table = qualifiedTable(context, entity);
  const values = columns.map(
    (column) => sql`${wholeAggregate(context, column, "q")} as ${identifier(column.name)}`,
  );
  const set = join(
    columns.map((column) => sql`${identifier(column.name)} = ${identifier("x", column.name)}`),
  );
  const of = (alias: string) => sql`(${join(columns.map((column) => identifier(alias, column.name)))})`;
  return toLiteralText(
    sql`update ${table} as p set ${set} from (select q.id, ${join(values)} from ${table} as q) as x where p.id = x.id and ${of("p")} is distinct from ${of("x")}`,
  );
}
