import { forgetSignals, numberChanges, numberedAtOnce, type Workspace } from "@dougong/data";
import type { Logger } from "pino";
import { keepRunning, pause } from "../worker/keep-running.ts";
import { type Connection, openConnection } from "./own-connection.ts";

export interface RelayOptions {
  readonly workspace: Workspace;
  readonly logger: Logger;
}

/** Numbers committed changes until it is stopped; a lost database only makes it wait. */
export interface Relay {
  stop(): Promise<void>;
}

const pollInterval = 100;
const standbyInterval = 1_000;
const forgetInterval = 60_000;

/** The channel on which streams hear that numbers were given. */
export function numberedChannel(schema: string): string {
  return `${schema}:numbered`;
}

/**
 * Starts a relay. Any number may run over one database: one works, the others stand by until its connection ends. It
 * looks ten times a second rather than being told by writers: NOTIFY in a write would make commits wait for each other.
 */
export function createRelay({ workspace, logger }: RelayOptions): Relay {
  const stopping = new AbortController();
  const running = keepRunning(
    () => relay(workspace, stopping.signal),
    standbyInterval,
    stopping.signal,
    logger,
  );
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function relay(workspace: Workspace, stopping: AbortSignal): Promise<void> {
  const client = await openConnection(workspace);
  try {
    while (!stopping.aborted && !(await isLeader(client, workspace.schema)))
      await pause(standbyInterval, stopping);
    let forgetAt = performance.now() + forgetInterval;
    while (!stopping.aborted) {
      const numbered = await numberChanges(client, workspace.schema);
      if (numbered > 0) await client.query("select pg_notify($1, '')", [numberedChannel(workspace.schema)]);
      if (numbered < numberedAtOnce) await pause(pollInterval, stopping);
      if (performance.now() < forgetAt) continue;
      await forgetSignals(workspace);
      forgetAt = performance.now() + forgetInterval;
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function isLeader(client: Connection, schema: string): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>(
    "select pg_try_advisory_lock(hashtextextended($1, 0)) as held",
    [`dougong:relay:${schema}`],
  );
  return rows[0]?.held === true;
}
