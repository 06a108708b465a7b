import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { newClientId } from "./client-id.ts";
import { type KeeperFolder, keeperFolder } from "./keeper-folder.ts";

/** The PostgreSQL that test databases are made on. */
export interface TestServer {
  /** Of a database that nobody changes; its role may make others. */
  readonly connectionString: string;
  /** Names this process; its databases begin with it. */
  readonly client: string;
  /** Gives the server up: databases of this process are dropped. The end of the process does the same. */
  release(): void;
}

const startTimeoutMs = 90_000;
const inUse = 75;

function tryConnect(
  path: string,
  client: string,
): Promise<{ readonly socket: Socket; readonly connectionString: string } | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    let said = "";
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => {
      said += text;
      if (said.endsWith("\n")) resolve({ socket, connectionString: said.trim() });
    });
    socket.once("connect", () => socket.write(client));
    socket.once("error", () => resolve(undefined));
    socket.once("close", () => resolve(undefined));
  });
}

function spawnKeeper(folder: KeeperFolder): ChildProcess {
  const loader = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const program = fileURLToPath(new URL("./keeper.ts", import.meta.url));
  const log = openSync(folder.log, "w", 0o600);
  // The test runner's own options are not for the keeper.
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const child = spawn(process.execPath, ["--import", loader, program], {
    detached: true,
    stdio: ["ignore", log, log],
    cwd: "/",
    env,
  });
  closeSync(log);
  child.unref();
  return child;
}

/**
 * Reaches the test server, and starts it when it does not run: one for all test processes of a checkout.
 * `TEST_DATABASE_URL` names another server to use.
 */
export async function reachTestServer(): Promise<TestServer> {
  const client = newClientId();
  const given = process.env.TEST_DATABASE_URL;
  if (given) return { connectionString: given, client, release: () => {} };
  const folder = keeperFolder();
  const until = Date.now() + startTimeoutMs;
  let keeper: ChildProcess | undefined;
  while (Date.now() < until) {
    const reached = await tryConnect(folder.socket, client);
    if (reached !== undefined) {
      reached.socket.unref();
      return {
        connectionString: reached.connectionString,
        client,
        release: () => void reached.socket.destroy(),
      };
    }
    // Another process may be starting or stopping one: then ours ends with "in use", and is tried again.
    if (keeper !== undefined && keeper.exitCode !== null && keeper.exitCode !== inUse) break;
    if (keeper === undefined || keeper.exitCode === inUse) keeper = spawnKeeper(folder);
    await wait(60);
  }
  throw new Error(
    `The test PostgreSQL did not start: ${readFileSync(folder.log, "utf8").trim().slice(-800)}`,
  );
}
