import { type Fragment, identifier, join, lower, sql, toLiteralText } from "@dougong/expression";
import type { Catalogue, DerivedColumn, Entity, FieldStorage } from "@dougong/fields";
import { collationOf } from "../query/lower/collation.ts";
import { wholeAggregate } from "../schema/tables/aggregate-sql.ts";
import { rowEnvironment } from "../schema/tables/row-environment.ts";
import { columnType } from "../schema/tables/sql-type.ts";
import { fieldColumnType } from "../schema/tables/stored-fields.ts";
import { qualifiedTable, type TableContext } from "../schema/tables/table-context.ts";
import { readSettings } from "../workspace/settings.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** A column whose stored values are not what working them out again gives. */
export interface Drift {
  /** Qualified. */
  readonly entity: string;
  /** A field's id, or the name of a column that only others need. */
  readonly column: string;
  readonly rows: number;
  /** At most 20 ids of such rows. */
  readonly ids: readonly string[];
}

const mostIds = 20;

/**
 * Works out every stored computed value of a workspace anew and names what differs: nothing, as long as all writes
 * went through the platform. Only reads; it sees one instant of each table.
 *
 * @example
 * await findDrift(workspace, { catalogue, storages: fieldStorages }) // []
 */
export async function findDrift(
  workspace: Workspace,
  parts: {
    readonly catalogue: Catalogue;
    readonly storages: Readonly<Record<string, FieldStorage>>;
  },
): Promise<readonly Drift[]> {
  const settings = await readSettings(workspace);
  const context: TableContext = {
    ...parts,
    schema: workspace.schema,
    timeZone: settings.timeZone,
    collation: collationOf(settings.locale),
  };
  const found: Drift[] = [];
  for (const entity of parts.catalogue.entities.values()) {
    if (entity.derived.columns.length === 0) continue;
    const result = await workspace.pool.query<{ column: string; rows: number; ids: readonly string[] }>(
      toLiteralText(driftOf(context, entity)),
    );
    found.push(
      ...result.rows.map((row) => ({
        entity: entity.id,
        column: row.column,
        rows: row.rows,
        ids: row.ids,
      })),
    );
  }
  return found;
}

/** One row for each column that differs somewhere. */
function driftOf(context: TableContext, entity: Entity): Fragment {
  const table = qualifiedTable(context, entity);
  const selects = entity.derived.columns.map((column) => {
    const value = identifier("r", column.name);
    return sql`select ${[`'${column.name}'::text`]} as "column", count(*)::int as rows, (array_agg(r.id order by r.id))[1:${[String(mostIds)]}] as ids from ${table} as r where ${value} is distinct from (${expected(context, column)})::${[typeOf(context, entity, column)]}`;
  });
  return sql`select d.* from (${join(selects, " union all ")}) as d where d.rows > 0`;
}

function expected(context: TableContext, column: DerivedColumn): Fragment {
  switch (column.kind) {
    case "formula":
      return lower(column.checked, rowEnvironment(context, "r"));
    case "lookup":
      return sql`select ${identifier("t", column.source)} from ${qualifiedTable(context, column.target)} as t where t.id = ${identifier("r", column.via)}`;
    case "aggregate":
      return wholeAggregate(context, column, "r");
  }
}

function typeOf(context: TableContext, entity: Entity, column: DerivedColumn): string {
  const field = column.field === null ? undefined : entity.fields.get(column.field);
  const type = (field === undefined ? null : fieldColumnType(context, field)) ?? columnType(column.type);
  return type.replace(/ collate .*/, "");
}
