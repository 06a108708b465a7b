import {
  isUnavailable,
  migrate as migrateData,
  migrationState,
  type OpenWorkspace,
  openWorkspace,
  SchemaTooNew,
} from "@dougong/data";
import { migrateJobs } from "@dougong/runtime";
import type { Logger } from "pino";
import { CommandError } from "../exit/command-error.ts";
import { exitCodes } from "../exit/exit-code.ts";
import { dataParts } from "./parts.ts";

/** The workspace of a database, before anything is known of its state. */
export function openMainWorkspace(connectionString: string, log: Logger): OpenWorkspace {
  return openWorkspace({
    connectionString,
    clock: { now: () => new Date() },
    onConnectionLost: (fault) => log.warn({ err: fault }, "a database connection broke"),
  });
}

/**
 * Brings the platform's tables to what this code needs; safe to repeat and to run from several processes at once.
 *
 * @throws CommandError exit code 4
 */
export async function migrate(workspace: OpenWorkspace, log: Logger): Promise<void> {
  try {
    await migrateData(workspace, dataParts);
    await migrateJobs(workspace, log);
  } catch (error) {
    if (error instanceof SchemaTooNew || isUnavailable(error)) throw error;
    log.error({ err: error }, "migration failed");
    throw new CommandError(
      exitCodes.migration,
      `The migration failed: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** @throws CommandError exit code 4 when something is to be migrated */
export async function requireMigrated(workspace: OpenWorkspace): Promise<void> {
  const state = await migrationState(workspace.pool, workspace.schema);
  if (state.applied > state.known) throw new SchemaTooNew(state);
  if (state.pending.length === 0) return;
  const steps = state.pending.map(({ number, name }) => `${number} ${name}`).join(", ");
  throw new CommandError(
    exitCodes.migration,
    `The database needs a migration (${steps}): run \`dougong migrate\``,
  );
}
