import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

function readKept(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim() || undefined;
  } catch {
    return undefined;
  }
}

/** The secret that is kept in the data folder where none is configured: made once, readable by us alone. */
export function keptSecret(dataDirectory: string): string {
  const path = join(dataDirectory, "secret");
  const kept = readKept(path);
  if (kept !== undefined) return kept;
  mkdirSync(dataDirectory, { recursive: true });
  const made = randomBytes(48).toString("base64url");
  const stage = `${path}.${process.pid}`;
  writeFileSync(stage, `${made}\n`, { mode: 0o600 });
  try {
    linkSync(stage, path); // fails where another process was faster: then theirs counts
  } catch {
    return readKept(path) ?? made;
  } finally {
    rmSync(stage, { force: true });
  }
  return made;
}
