import { spawn } from "node:child_process";
import type { OsAccount } from "../account/os-account.ts";

/** Runs one of PostgreSQL's programs to its end and answers what it printed. */
export function runProgram(
  file: string,
  args: readonly string[],
  account: OsAccount,
): Promise<{ readonly status: number; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      ...account.ids,
      cwd: "/",
      env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const printed: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text: string) => printed.push(text));
    }
    child.once("error", reject);
    child.once("close", (code) => resolve({ status: code ?? 1, output: printed.join("") }));
  });
}
