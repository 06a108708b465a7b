import { rmSync } from "node:fs";
import { join } from "node:path";
import { locateBinaries } from "./binaries/locate-binaries.ts";
import { reachableBinaries } from "./binaries/reachable-binaries.ts";
import { connectionStringOf, prepareApplicationRole } from "./cluster/application-role.ts";
import {
  type DataFolder,
  openDataFolder,
  readOrMakePassword,
  readPort,
  writePort,
} from "./cluster/data-folder.ts";
import { initCluster } from "./cluster/init-cluster.ts";
import { clearLeftServer } from "./cluster/postmaster.ts";
import { type RunningServer, runServer } from "./cluster/run-server.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";
import { ownFolder } from "./owner/own-folder.ts";
import { choosePort } from "./port/choose-port.ts";

export interface EmbeddedPostgresOptions {
  /** A folder for this server alone; made if need be. */
  readonly dataDirectory: string;
  /** Wanted port. Without it: the port of the last start, else one from 15432 on. Taken: the next free one. */
  readonly port?: number;
  /** Server settings, e.g. `{ fsync: "off" }` in tests. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Throws away what is in the folder and starts with an empty server. */
  readonly fresh?: boolean;
  /** Told of steps that an operator may want to know. */
  log(message: string): void;
}

export interface EmbeddedPostgres {
  /** Of the database `dougong`, whose owner, the role `dougong`, may make databases but is no superuser. */
  readonly connectionString: string;
  /** Of the server process. */
  readonly pid: number;
  /** Resolves when the server is gone, whoever ended it. */
  readonly ended: Promise<void>;
  /** Sends clients away, waits for the end and frees the folder. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Runs a real PostgreSQL for this process: loopback only, with a password, in a folder of its own.
 * Whatever a former start left there (a server, a lock file, half-made files) is cleared up first.
 *
 * @example
 * const server = await startEmbeddedPostgres({ dataDirectory: "data/postgres", log: console.error });
 * const pool = new pg.Pool({ connectionString: server.connectionString });
 * @throws EmbeddedPostgresError
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const binaries = locateBinaries();
  const folder = openDataFolder(options.dataDirectory);
  const release = ownFolder(folder.path);
  try {
    await clearLeftServer(folder.cluster, options.log);
    if (options.fresh)
      for (const path of [folder.cluster, folder.passwordFile])
        rmSync(path, { recursive: true, force: true });
    const bin = join(reachableBinaries(binaries, folder.account), "bin");
    const password = readOrMakePassword(folder);
    await initCluster(folder, bin, password, {
      sync: options.settings?.fsync !== "off",
      version: binaries.version,
    });
    const { server, port } = await runOnFreePort(folder, bin, options);
    try {
      await prepareApplicationRole(port, password);
    } catch (cause) {
      await server.stop();
      throw new EmbeddedPostgresError(
        "start_failed",
        `PostgreSQL runs but does not let us in: ${String(cause)}`,
        cause,
      );
    }
    options.log(`PostgreSQL ${binaries.version} runs on 127.0.0.1:${port}, data in ${folder.path}`);
    void server.ended.then(release);
    return {
      connectionString: connectionStringOf(port, password),
      pid: server.pid,
      ended: server.ended,
      stop: () => server.stop().then(release),
    };
  } catch (error) {
    release();
    throw error;
  }
}

async function runOnFreePort(
  folder: DataFolder,
  bin: string,
  options: EmbeddedPostgresOptions,
): Promise<{ server: RunningServer; port: number }> {
  let wanted = options.port ?? readPort(folder);
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const port = await choosePort(wanted);
    const server = await runServer(folder, bin, port, options.settings ?? {});
    if (server !== undefined) {
      if (port !== readPort(folder)) writePort(folder, port);
      return { server, port };
    }
    wanted = port + 1;
  }
  throw new EmbeddedPostgresError("start_failed", "PostgreSQL found no free port on 127.0.0.1.");
}
