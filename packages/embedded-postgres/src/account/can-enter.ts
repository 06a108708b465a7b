import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import type { OsAccount } from "./os-account.ts";

/** Whether the account may enter a folder or run a file, its parents included. Asked of the kernel, so ACLs count. */
export function canEnter(path: string, account: OsAccount): boolean {
  if (account.ids === undefined) {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }
  const asked = spawnSync("test", ["-x", path], { ...account.ids, cwd: "/", stdio: "ignore" });
  return asked.status === 0;
}
