import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../bin/dougong.mjs", import.meta.url));

/** A run of the command line in a process of its own. */
export interface DougongProcess {
  readonly child: ChildProcess;
  output(): string;
  errors(): string;
  /** Resolves with the first line of stdout that begins so; rejects when the process ends without it. */
  line(begin: string): Promise<string>;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

export interface RunOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Runs `dougong` with an environment of its own: nothing of the test's own settings reaches it. */
export function dougong(args: readonly string[], { env, input = "" }: RunOptions): DougongProcess {
  const own = {
    PATH: process.env.PATH,
    TMPDIR: process.env.TMPDIR,
    LANG: "C.UTF-8",
    DOUGONG_LOG: "info",
    ...env,
  };
  const child = spawn(process.execPath, [program, ...args], { env: own, stdio: ["pipe", "pipe", "pipe"] });
  const text = { output: "", errors: "" };
  child.stdout.on("data", (part: Buffer) => {
    text.output += part.toString();
  });
  child.stderr.on("data", (part: Buffer) => {
    text.errors += part.toString();
  });
  child.stdin.on("error", () => {}); // it ended before it read
  child.stdin.end(input);
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once("close", (code, signal) => resolve(code ?? signal));
  });
  const find = (begin: string) =>
    text.output
      .split("\n")
      .slice(0, -1)
      .find((line) => line.startsWith(begin));
  return {
    child,
    output: () => text.output,
    errors: () => text.errors,
    ended,
    line: (begin) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = find(begin);
          if (found !== undefined) resolve(found.slice(begin.length).trim());
        };
        child.stdout.on("data", look);
        look();
        void ended.then((code) =>
          reject(new Error(`ended with ${String(code)}: ${text.errors.slice(-2000)}`)),
        );
      }),
  };
}
