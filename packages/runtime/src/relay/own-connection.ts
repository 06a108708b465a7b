import type { Workspace } from "@dougong/data";
import pg from "pg";

export type Connection = pg.Client;

/** A connection outside of the pools, for what holds it as long as the process lives: a lock, LISTEN. */
export async function openConnection(workspace: Workspace): Promise<Connection> {
  const { password, max: _max, ...options } = workspace.pool.options;
  const client = new pg.Client({
    ...options,
    ...(password === undefined ? {} : { password }),
    connectionTimeoutMillis: 4_000,
    keepAlive: true,
  });
  // A connection that breaks while it is idle says so here; whoever waits on it is told by its end.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Resolves when the connection is gone. */
export function ended(client: Connection): Promise<void> {
  return new Promise((resolve) => client.once("end", () => resolve()));
}
