import { systemDocuments } from "@dougong/model";
import { canonicalDocument } from "../design/canonical/canonical-document.ts";
import type { DesignParts } from "../design/design-parts.ts";
import { publish } from "../design/publish/publish.ts";
import { rebuildTables } from "../design/publish/rebuild-tables.ts";
import { migratePlatform } from "../schema/migrations/migrate-platform.ts";
import type { MigrationState } from "../schema/migrations/migration-state.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Makes or upgrades everything that a workspace stands on: platform tables and functions, the built-in app
 * `system`, and the tables of all apps as this version of the code builds them. Safe to repeat and to run
 * from several processes at once.
 *
 * @throws SchemaTooNew when a newer version of Dougong has been here
 */
export async function migrate(
  workspace: Workspace,
  parts: Omit<DesignParts, "records">,
): Promise<MigrationState> {
  const state = await migratePlatform(workspace.pool, workspace.schema, workspace.clock);
  const publishing = { ...parts, workspace, documentProblems: () => [] };
  const documents = systemDocuments.map(canonicalDocument);
  const app = documents.find((document) => document.kind === "app");
  if (app?.kind !== "app") throw new TypeError("The system app has no document");
  await publish(publishing, {
    app,
    documents,
    seed: null,
    by: null,
    note: null,
    imported: false,
    dryRun: false,
    acceptLoss: "all",
    problems: () => [],
  });
  await rebuildTables(publishing);
  return state;
}
