import { spawnSync } from "node:child_process";
import { readFileSync, readlinkSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { EmbeddedPostgresError } from "../embedded-postgres-error.ts";
import { processIdentity } from "../owner/process-identity.ts";

function readLines(cluster: string): readonly string[] {
  try {
    return readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return [];
  }
}

/** True once the server with this process id takes connections (it writes so into its lock file). */
export function isReady(cluster: string, pid: number): boolean {
  const lines = readLines(cluster);
  return Number(lines[0]) === pid && lines[7]?.trim() === "ready";
}

/** Whether the process is the PostgreSQL of this cluster, and not another one that got its number. */
function isServerOf(cluster: string, pid: number): boolean {
  if (processIdentity(pid) === undefined) return false;
  if (process.platform === "linux") {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === cluster;
    } catch {
      return false; // of another user, so not ours
    }
  }
  const asked = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  return /postgres/.test(asked.stdout) && asked.stdout.includes(cluster);
}

async function isGone(pid: number, ms: number): Promise<boolean> {
  const until = Date.now() + ms;
  while (processIdentity(pid) !== undefined) {
    if (Date.now() > until) return false;
    await wait(20);
  }
  return true;
}

/**
 * Ends what an owner that was killed left behind: a server that still runs is stopped (clients are sent away,
 * what was committed stays), and a lock file whose process is gone, or is another program by now, is removed.
 *
 * @throws EmbeddedPostgresError `in_use` when the server cannot be stopped
 */
export async function clearLeftServer(cluster: string, log: (message: string) => void): Promise<void> {
  const first = readLines(cluster)[0];
  if (first === undefined) return;
  const pid = Number(first);
  if (isServerOf(cluster, pid)) {
    log(`stopping the PostgreSQL that a killed process left running (process ${pid})`);
    for (const signal of ["SIGINT", "SIGQUIT"] as const) {
      process.kill(pid, signal);
      if (await isGone(pid, 15_000)) break;
    }
    if (processIdentity(pid) !== undefined) {
      throw new EmbeddedPostgresError(
        "in_use",
        `PostgreSQL runs on ${cluster} as process ${pid} and does not stop: end it by hand.`,
      );
    }
  } else {
    log(`removing the lock file of a PostgreSQL that was killed (process ${pid})`);
  }
  rmSync(join(cluster, "postmaster.pid"), { force: true });
}
