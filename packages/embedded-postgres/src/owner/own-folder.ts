import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EmbeddedPostgresError } from "../embedded-postgres-error.ts";
import { processIdentity } from "./process-identity.ts";

interface Owner {
  readonly pid: number;
  readonly identity: string;
}

function readOwner(path: string): Owner | undefined {
  try {
    const { pid, identity }: { pid?: unknown; identity?: unknown } = JSON.parse(readFileSync(path, "utf8"));
    return typeof pid === "number" && typeof identity === "string" ? { pid, identity } : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(owner: Owner | undefined): boolean {
  return owner !== undefined && processIdentity(owner.pid) === owner.identity;
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** True while a living process runs a server on the folder. */
export function hasOwner(folder: string): boolean {
  return isAlive(readOwner(join(folder, "owner.json")));
}

/**
 * Makes this process the only one that runs a server on the folder, until it releases it or dies.
 * A dead owner's claim is taken away; a claim is made whole before it is seen (a hard link).
 *
 * @returns releases the folder
 * @throws EmbeddedPostgresError `in_use`
 */
export function ownFolder(folder: string): () => void {
  const claim = join(folder, "owner.json");
  const own = join(folder, `owner.${process.pid}.json`);
  writeFileSync(own, JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) ?? "" }), {
    mode: 0o600,
  });
  try {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      if (tryLink(own, claim)) return releaseOnce(claim);
      const owner = readOwner(claim);
      if (owner !== undefined && isAlive(owner)) throw inUse(folder, owner.pid);
      removeDead(claim, `${own}.dead`);
    }
    throw inUse(folder, readOwner(claim)?.pid ?? 0);
  } finally {
    rmSync(own, { force: true });
  }
}

// Once: a second call could take away the claim of whoever came next.
function releaseOnce(claim: string): () => void {
  let isHeld = true;
  return () => {
    if (isHeld) rmSync(claim, { force: true });
    isHeld = false;
  };
}

// Between the look and the rename another process may have claimed the folder: what was moved is looked at again.
function removeDead(claim: string, aside: string): void {
  try {
    renameSync(claim, aside);
  } catch {
    return; // gone already
  }
  if (isAlive(readOwner(aside))) tryLink(aside, claim);
  rmSync(aside, { force: true });
}

function inUse(folder: string, pid: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    "in_use",
    `The data folder ${folder} is in use by process ${pid}: stop that one, or name another folder in DOUGONG_DATA.`,
  );
}
