import { Socket } from "node:net";
import pg from "pg";
import { isDatabaseFault } from "../records/flight/database-fault.ts";

/** Milliseconds after which an answer that is owed makes us ask whether the database still lives. */
const quietMs = 1_500;
const tickMs = 500;
const probeMs = 2_000;

export interface SilenceWatch {
  /** A socket for a connection of the pools, for the `stream` member of a client's configuration. */
  open(): Socket;
  /** Looks after what these pools have lent out. */
  begin(pools: readonly pg.Pool[]): void;
  end(): void;
}

/**
 * Ends connections on which the database has fallen silent: a host that hangs keeps its sockets open, and a query
 * on one of them would wait for ever. A long query is silent, too, so a connection is ended only when a new one
 * to the same database is not answered either. Until one is answered again, new connections fail at once, so that
 * a request of several queries does not wait once for each.
 */
export function createSilenceWatch(config: pg.ClientConfig): SilenceWatch {
  const sockets = new Map<Socket, { bytesRead: number; since: number }>();
  let timer: NodeJS.Timeout | undefined;
  let isProbing = false;
  let isSilent = false;

  function quietSockets(): readonly Socket[] {
    const now = performance.now();
    return [...sockets].flatMap(([socket, seen]) => {
      if (socket.bytesRead !== seen.bytesRead) {
        seen.bytesRead = socket.bytesRead;
        seen.since = now;
      }
      return now - seen.since >= quietMs ? [socket] : [];
    });
  }

  async function look(pools: readonly pg.Pool[]): Promise<void> {
    const quiet = quietSockets();
    const isOwed = pools.some((pool) => pool.totalCount > pool.idleCount || pool.waitingCount > 0);
    if (isProbing || !(isSilent || (isOwed && quiet.length > 0))) return;
    isProbing = true;
    isSilent = !(await answers(config));
    isProbing = false;
    if (!isSilent) return;
    // Those that were opened meanwhile wait for a greeting that will not come.
    const ungreeted = [...sockets.keys()].filter((socket) => socket.bytesRead === 0);
    for (const socket of new Set([...quietSockets(), ...ungreeted])) socket.destroy(silence());
  }

  return {
    open() {
      const socket = new Socket();
      sockets.set(socket, { bytesRead: 0, since: performance.now() });
      socket.once("close", () => sockets.delete(socket));
      if (isSilent) setImmediate(() => socket.destroy(silence()));
      return socket;
    },
    begin(pools) {
      timer = setInterval(() => void look(pools), tickMs);
      timer.unref();
    },
    end: () => clearInterval(timer),
  };
}

function silence(): Error {
  return new Error("Connection terminated: the database does not answer");
}

/** Whether the database says anything to a new connection; a refusal is an answer. */
async function answers(config: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: probeMs, query_timeout: probeMs });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch (fault) {
    return isDatabaseFault(fault);
  } finally {
    // Not awaited: a silent server would not answer the farewell.
    void client.end().catch(() => {});
  }
}
