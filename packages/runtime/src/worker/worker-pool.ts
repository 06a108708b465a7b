import type { Workspace } from "@dougong/data";
import pg from "pg";
import type { Logger } from "pino";

/**
 * Connections for graphile-worker alone: jobs and LISTEN do not take them from requests, and JSON is parsed
 * as it expects. A connection that is lost is news for the log; the worker goes on with another.
 */
export function openWorkerPool(workspace: Workspace, size: number, logger: Logger): pg.Pool {
  const { password, types: _types, ...options } = workspace.pool.options;
  const pool = new pg.Pool({ ...options, ...(password === undefined ? {} : { password }), max: size });
  const lost = (fault: Error) => logger.debug({ err: fault }, "worker connection lost");
  pool.on("error", lost);
  pool.on("connect", (client) => client.on("error", lost));
  return pool;
}
