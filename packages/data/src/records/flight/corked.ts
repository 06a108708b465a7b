import { Duplex } from "node:stream";
import type pg from "pg";

/**
 * Lets what `send` writes to a client's connection leave together: pg writes each query by itself, which costs
 * a system call for each, and wakes the server as often. Where the connection cannot be reached it is sent as ever.
 */
export function corked<T>(client: pg.ClientBase, send: () => T): T {
  const stream = streamOf(client);
  stream?.cork();
  try {
    return send();
  } finally {
    stream?.uncork();
  }
}

function streamOf(client: pg.ClientBase): Duplex | undefined {
  const connection: unknown = Reflect.get(client, "connection");
  if (typeof connection !== "object" || connection === null) return undefined;
  const stream: unknown = Reflect.get(connection, "stream");
  return stream instanceof Duplex ? stream : undefined;
}
