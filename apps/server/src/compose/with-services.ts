import type { CommandContext } from "../cli/command.ts";
import { createClosers } from "../start/closers.ts";
import { composeServices, type WorkspaceServices } from "./compose-services.ts";
import { openDatabase } from "./open-database.ts";
import { openMainWorkspace, requireMigrated } from "./open-workspace-checked.ts";

/**
 * Runs a command's work on a migrated workspace, also while a server runs on the same embedded database, and closes what
 * was opened.
 */
export async function withServices<T>(
  { config, log }: CommandContext,
  work: (services: WorkspaceServices) => Promise<T>,
): Promise<T> {
  const closers = createClosers(log);
  try {
    const database = await openDatabase(config, log, { share: true });
    closers.add("database", database.close);
    const workspace = openMainWorkspace(database.connectionString, log);
    closers.add("connections", workspace.close);
    await requireMigrated(workspace);
    return await work(composeServices(config, workspace, log));
  } finally {
    await closers.closeAll();
  }
}
