import { identifier, join, sql, toLiteralText } from "@dougong/expression";
import type pg from "pg";
import type { TableModel } from "../tables/table-model.ts";
import type { SchemaPlan } from "./plan-tables.ts";

/**
 * Keeps writers off the tables that a plan changes, readers not. Much of what a plan does (`create or replace
 * function`) takes no lock on the table: a row that was written under the old function and is not yet committed would
 * be missed by the recomputation, and a flight's last look at the published key would mean nothing.
 */
export async function holdTables(
  client: pg.ClientBase,
  schema: string,
  built: readonly TableModel[],
  plan: SchemaPlan,
): Promise<void> {
  const changed = new Set(plan.changes.map((change) => change.table));
  const names = built.map((table) => table.name).filter((name) => changed.has(name));
  if (names.length === 0) return;
  const tables = toLiteralText(join(names.sort().map((name) => identifier(schema, name))));
  await client.query(toLiteralText(sql`lock table ${[tables]} in share row exclusive mode`));
}
