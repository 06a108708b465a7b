import { identifier, toLiteralText } from "@dougong/expression";
import { type Catalogue, compileConditionSource, type FieldStorage, recordContext } from "@dougong/fields";
import type pg from "pg";
import { collationOf } from "../../query/lower/collation.ts";
import { buildTable } from "../../schema/tables/build-table.ts";
import type { TableContext } from "../../schema/tables/table-context.ts";
import type { TableModel } from "../../schema/tables/table-model.ts";

/**
 * The tables that the entities of all apps need, given the workspace's zone and language. What an app looks up or sums
 * up in another needs columns and triggers there, so that no app's tables stand alone.
 */
export async function wantedTables(
  client: pg.ClientBase,
  schema: string,
  catalogue: Catalogue,
  storages: Readonly<Record<string, FieldStorage>>,
): Promise<readonly TableModel[]> {
  const workspace = toLiteralText(identifier(schema, "_workspace"));
  const result = await client.query<{ time_zone: string; locale: string }>(
    `select time_zone, locale from ${workspace}`,
  );
  const { time_zone: timeZone = "UTC", locale = "zh-CN" } = result.rows[0] ?? {};
  const context: TableContext = { schema, catalogue, storages, timeZone, collation: collationOf(locale) };
  return [...catalogue.entities.values()].map((entity) => {
    const conditions = (entity.document.unique ?? []).map(({ where }) => {
      if (where === undefined) return null;
      const compiled = compileConditionSource(where, recordContext(catalogue.entities, entity, "stored"));
      return "checked" in compiled ? compiled.checked : null;
    });
    return buildTable(context, entity, conditions);
  });
}
