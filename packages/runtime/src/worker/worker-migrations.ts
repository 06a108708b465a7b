import type { Workspace } from "@dougong/data";
import { Logger, runMigrations } from "graphile-worker";
import type { Logger as Log } from "pino";
import { openWorkerPool } from "./worker-pool.ts";

/** graphile-worker's log lines in ours, one level down: its news are of interest when something is wrong. */
export function workerLogger(log: Log): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === "error") log.error({ meta }, message);
    else if (level === "warning") log.warn({ meta }, message);
    else log.debug({ meta }, message);
  });
}

/** Makes or updates graphile-worker's tables in the workspace's schema. Safe to repeat and to run at once. */
export async function migrateJobs(workspace: Workspace, log: Log): Promise<void> {
  const pool = openWorkerPool(workspace, 2, log);
  try {
    await runMigrations({ pgPool: pool, schema: workspace.schema, logger: workerLogger(log) });
  } finally {
    await pool.end();
  }
}
