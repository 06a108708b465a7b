import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isUnavailable } from "@dougong/data";
import {
  EmbeddedPostgresError,
  keepPostgresRunning,
  runningConnectionString,
} from "@dougong/embedded-postgres";
import pg from "pg";
import type { Logger } from "pino";
import type { Config } from "../config/config.ts";

/** A database that answers. */
export interface Database {
  readonly connectionString: string;
  /** Resolves when an embedded server ended by itself and cannot be started again; never for one of yours. */
  readonly lost: Promise<Error>;
  close(): Promise<void>;
}

const patienceMs = 5_000;
const never = new Promise<never>(() => {});

/** Waits a little for a server that is just starting (containers start at once). */
async function waitUntilReachable(connectionString: string): Promise<void> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const client = new pg.Client({ connectionString, connectionTimeoutMillis: patienceMs });
    try {
      await client.connect();
      await client.query("select 1");
      return;
    } catch (error) {
      if (!isUnavailable(error) || Date.now() > until) throw error;
      await wait(250);
    } finally {
      await client.end().catch(() => {});
    }
  }
}

function isInUse(error: unknown): boolean {
  return error instanceof EmbeddedPostgresError && error.code === "in_use";
}

/**
 * The configured database, or an embedded one under the data folder. `share`: where another process runs that one
 * already, use it (commands that are given while the server runs).
 *
 * @throws EmbeddedPostgresError, or the driver's error when nobody answers
 */
export async function openDatabase(
  config: Config,
  log: Logger,
  options: { readonly share: boolean },
): Promise<Database> {
  if (config.databaseUrl !== undefined) {
    await waitUntilReachable(config.databaseUrl);
    return { connectionString: config.databaseUrl, lost: never, close: async () => {} };
  }
  const dataDirectory = join(config.dataDirectory, "postgres");
  const until = Date.now() + patienceMs;
  for (;;) {
    const running = options.share ? runningConnectionString(dataDirectory) : undefined;
    if (running !== undefined) {
      await waitUntilReachable(running);
      return { connectionString: running, lost: never, close: async () => {} };
    }
    try {
      const server = await keepPostgresRunning({ dataDirectory, log: (message) => log.info(message) });
      return { connectionString: server.connectionString, lost: server.lost, close: () => server.stop() };
    } catch (error) {
      // It is just being made by another process, or just going away.
      if (!(options.share && isInUse(error)) || Date.now() > until) throw error;
      await wait(250);
    }
  }
}
