import { identifier, join, sql, toLiteralText } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import type { AffectedCopies } from "./affected.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";

/**
 * plpgsql that brings copies up to date once the records they are taken from have changed. The copies' rows are held
 * in the order of their ids first, since others may pass on to the same rows; the values are those that stand now,
 * as a trigger in between may have changed them again.
 */
export function passOn(
  context: TableContext,
  from: Entity,
  { entity, via, columns }: AffectedCopies,
): string {
  const table = qualifiedTable(context, entity);
  const pointer = identifier("c", via);
  const tuple = (alias: string, names: readonly string[]) =>
    sql`(${join(names.map((name) => identifier(alias, name)))})`;
  const sources = columns.map((column) => column.source);
  const names = columns.map((column) => column.name);
  const set = join(
    columns.map((column) => sql`${identifier(column.name)} = ${identifier("t", column.source)}`),
  );
  return toLiteralText(sql`    select array_agg(n.id) into ids from n join o on o.id = n.id where ${tuple("n", sources)} is distinct from ${tuple("o", sources)};
    if ids is not null then
      perform 1 from ${table} as c where ${pointer} = any(ids) order by c.id for no key update;
      update ${table} as c set ${set} from ${qualifiedTable(context, from)} as t where t.id = any(ids) and ${pointer} = t.id and ${tuple("c", names)} is distinct from ${tuple("t", sources)};
      get diagnostics changed = row_count;
      perform ${identifier(context.schema, "_consequences")}(changed);
    end if;`);
}
