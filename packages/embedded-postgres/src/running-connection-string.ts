import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { connectionStringOf } from "./cluster/application-role.ts";
import { hasOwner } from "./owner/own-folder.ts";

/**
 * How to reach the server that another process runs on the folder, for commands that are given while it runs.
 * Undefined: nobody runs one (then start it), or it is just being made.
 */
export function runningConnectionString(dataDirectory: string): string | undefined {
  const folder = resolve(dataDirectory);
  if (!hasOwner(folder)) return undefined;
  try {
    const [password, port] = ["password", "port"].map((name) =>
      readFileSync(join(folder, name), "utf8").trim(),
    );
    return password && port ? connectionStringOf(Number(port), password) : undefined;
  } catch {
    return undefined;
  }
}
