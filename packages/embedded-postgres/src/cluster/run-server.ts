import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { EmbeddedPostgresError } from "../embedded-postgres-error.ts";
import type { DataFolder } from "./data-folder.ts";
import { lastLines } from "./init-cluster.ts";
import { isReady } from "./postmaster.ts";

/** A server that takes connections. */
export interface RunningServer {
  readonly pid: number;
  /** Resolves when the process is gone, whoever ended it. */
  readonly ended: Promise<void>;
  /** Sends clients away and waits for the end. */
  stop(): Promise<void>;
}

const maxLogBytes = 10_000_000;

function openLog(path: string): { readonly fd: number; readonly from: number } {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > maxLogBytes) renameSync(path, `${path}.1`);
  return { fd: openSync(path, "a", 0o600), from: size > maxLogBytes ? 0 : size };
}

function spawnServer(
  folder: DataFolder,
  bin: string,
  port: number,
  settings: Readonly<Record<string, string>>,
  fd: number,
): ChildProcess {
  const all = { port: String(port), listen_addresses: "127.0.0.1", unix_socket_directories: "", ...settings };
  const args = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // Its own process group: Ctrl-C reaches us first, and we stop it when the last request is answered.
  return spawn(join(bin, "postgres"), ["-D", folder.cluster, ...args], {
    ...folder.account.ids,
    cwd: "/",
    detached: true,
    env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
    stdio: ["ignore", fd, fd],
  });
}

function waitForEnd(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.once("error", () => resolve());
  });
}

async function stopServer(child: ChildProcess, ended: Promise<void>): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT"] as const) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    const cancel = new AbortController();
    await Promise.race([ended, wait(12_000, undefined, { signal: cancel.signal }).catch(() => {})]);
    cancel.abort();
  }
}

/**
 * Starts the server and waits until it takes connections.
 *
 * @returns undefined when the port was taken in the meantime
 * @throws EmbeddedPostgresError `start_failed`
 */
export async function runServer(
  folder: DataFolder,
  bin: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): Promise<RunningServer | undefined> {
  const { fd, from } = openLog(folder.log);
  const child = spawnServer(folder, bin, port, settings, fd);
  closeSync(fd);
  let isOver = false;
  const ended = waitForEnd(child).then(() => {
    isOver = true;
  });
  const pid = child.pid ?? 0;
  // Recovery after a kill may take minutes on a large cluster, so only the end of the process ends the wait.
  while (!isReady(folder.cluster, pid)) {
    if (isOver) {
      const said = readFileSync(folder.log).subarray(from).toString("utf8");
      if (/could not (bind|create any TCP)/.test(said)) return undefined;
      throw new EmbeddedPostgresError(
        "start_failed",
        `PostgreSQL did not start: ${lastLines(said)} (${folder.log})`,
      );
    }
    await Promise.race([wait(20), ended]);
  }
  // A child must not keep this process alive that has nothing else to do.
  child.unref();
  const quit = (): void => void child.kill("SIGINT");
  process.once("exit", quit);
  void ended.then(() => process.off("exit", quit));
  return { pid, ended, stop: () => stopServer(child, ended) };
}
