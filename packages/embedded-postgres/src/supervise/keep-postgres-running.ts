import { setTimeout as wait } from "node:timers/promises";
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from "../start-embedded-postgres.ts";

export interface KeptPostgres {
  /** The same over all restarts. */
  readonly connectionString: string;
  /** Resolves with the reason when the server ended by itself and could not be brought back. */
  readonly lost: Promise<Error>;
  /** Ends the server for good. May be called twice. */
  stop(): Promise<void>;
}

/** So many ends by itself within so long are taken for a server that cannot run. */
const mostEnds = 5;
const withinMs = 60_000;
const pauseMs = 200;

/**
 * As `startEmbeddedPostgres`, and starts the server again whenever it ends by itself (killed, out of memory), at the
 * same address, so that connection pools find it again.
 *
 * @example
 * const server = await keepPostgresRunning({ dataDirectory: "data/postgres", log: console.error });
 * server.lost.then((reason) => process.exit(3));
 * @throws EmbeddedPostgresError when the first start fails
 */
export async function keepPostgresRunning(options: EmbeddedPostgresOptions): Promise<KeptPostgres> {
  let server = await startEmbeddedPostgres(options);
  const { connectionString } = server;
  const port = Number(new URL(connectionString).port);
  let isStopping = false;
  let starting: Promise<EmbeddedPostgres> | undefined;

  async function again(): Promise<void> {
    await wait(pauseMs);
    if (isStopping) return;
    starting = startEmbeddedPostgres({ ...options, port, fresh: false });
    server = await starting;
    if (server.connectionString === connectionString) return;
    // Another program took the address meanwhile; nobody would look for us elsewhere.
    await server.stop();
    throw new Error(`the port ${port} is taken by another program`);
  }

  async function watch(): Promise<Error> {
    const ends: number[] = [];
    for (;;) {
      await server.ended;
      if (isStopping) return await new Promise<Error>(() => {});
      options.log("PostgreSQL ended by itself; it is started again");
      for (let fault: Error | undefined = new Error("it ended too often"); fault !== undefined; ) {
        ends.push(performance.now());
        if (ends.filter((at) => performance.now() - at < withinMs).length > mostEnds) return fault;
        fault = await again().then(
          () => undefined,
          // Processes of the former server may still be going away.
          (failed: unknown) => (failed instanceof Error ? failed : new Error(String(failed))),
        );
      }
    }
  }

  return {
    connectionString,
    lost: watch(),
    async stop() {
      isStopping = true;
      await starting?.catch(() => {});
      await server.stop();
    },
  };
}
