import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** A process that is measured. */
export interface Started {
  readonly pid: number;
  /** What it printed until it was ready. */
  readonly printed: string;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
}

/** Starts a script of Node and waits until it prints `ready`. */
export function start(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd: string,
  ready: string,
): Promise<Started> {
  const child: ChildProcess = spawn(process.execPath, [...args], {
    env,
    cwd,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = () => {
    child.kill("SIGTERM");
    return ended;
  };
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      printed += chunk.toString("utf8");
      const { pid } = child;
      if (pid !== undefined && printed.includes(ready) && printed.endsWith("\n"))
        resolve({ pid, printed, stop });
    });
    child.on("exit", (code) => reject(new Error(`a server ended with ${code}: ${printed}`)));
  });
}

/** Runs a script of Node to its end. */
export function run(args: readonly string[], env: NodeJS.ProcessEnv, cwd: string): Promise<void> {
  const child = spawn(process.execPath, [...args], { env, cwd, stdio: ["ignore", "ignore", "inherit"] });
  return new Promise((resolve, reject) =>
    child.on("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`${args.join(" ")} ended with ${code}`)),
    ),
  );
}

/** Fields of /proc/PID/stat after the name; undefined where there is no such process or no /proc. */
function statOf(pid: number | string): readonly string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ");
  } catch {
    return undefined;
  }
}

/** Milliseconds of CPU that a process has used, in steps of 10. */
export function cpuOf(pid: number | string): number {
  const stat = statOf(pid);
  return (Number(stat?.[11] ?? 0) + Number(stat?.[12] ?? 0)) * 10;
}

/** The same of all children of a process: PostgreSQL's connections. */
export function cpuOfChildren(pid: number): number {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name) && statOf(name)?.[1] === String(pid))
      .reduce((sum, name) => sum + cpuOf(name), 0);
  } catch {
    return 0;
  }
}

/** MiB that a process holds in memory; 0 where that is not known. */
export function memoryOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
