import { type AppSource, compileCatalogue } from "@dougong/fields";
import type pg from "pg";
import { holdTables } from "../../schema/plan/hold-tables.ts";
import { inShortLocks } from "../../schema/plan/in-short-locks.ts";
import { planTables } from "../../schema/plan/plan-tables.ts";
import { runPlan } from "../../schema/plan/run-plan.ts";
import { publishedApps } from "../store/design-rows.ts";
import { builtTables, saveTables } from "../store/save-revision.ts";
import type { PublishParts } from "./publish.ts";
import { wantedTables } from "./table-context.ts";

/**
 * Brings the tables of all published apps to what this version of the code builds: where a newer one has
 * other triggers or indexes, or the workspace's zone was changed. Designs and revisions stay as they are.
 */
export async function rebuildTables(parts: PublishParts): Promise<void> {
  const { schema, pool } = parts.workspace;
  await inShortLocks(pool, parts, async (client) => {
    await client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
      `dougong:publish:${schema}`,
    ]);
    const published = await publishedApps(client, schema);
    await rebuild(client, parts, published);
    return { keep: true, value: undefined };
  });
}

/** The same in a transaction that is open. */
export async function rebuild(
  client: pg.ClientBase,
  parts: PublishParts,
  published: readonly AppSource[],
): Promise<void> {
  const { schema } = parts.workspace;
  const { catalogue, problems: faults } = compileCatalogue({ apps: published, models: parts.models });
  // A design that this version of the code does not understand keeps the tables that it was published with.
  if (faults.length > 0) return;
  const wanted = await wantedTables(client, schema, catalogue, parts.storages);
  const built = await builtTables(client, schema);
  const revision = Math.max(0, ...published.map((one) => one.revision));
  const plan = planTables(schema, built, wanted, revision);
  if (plan.changes.length === 0) return;
  await holdTables(client, schema, built, plan);
  const { problems } = await runPlan(client, schema, plan);
  if (problems.length > 0) throw new Error(`Records break what is published: ${JSON.stringify(problems)}`);
  await saveTables(client, schema, plan.tables);
}
