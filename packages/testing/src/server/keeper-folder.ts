import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync, realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the test server of this checkout keeps its data and is found by test processes. */
export interface KeeperFolder {
  /** Data folder of the embedded server. */
  readonly postgres: string;
  /** Where the keeper listens: a Unix socket in a folder of ours alone, or a named pipe on Windows. */
  readonly socket: string;
  /** What the keeper has to say. */
  readonly log: string;
}

function makeOwn(path: string, mode: number): void {
  mkdirSync(path, { recursive: true, mode });
  const found = lstatSync(path);
  const uid = process.getuid?.();
  if (!found.isDirectory() || (uid !== undefined && found.uid !== uid)) {
    throw new Error(`${path} was not made by this user: remove it and run the tests again.`);
  }
  chmodSync(path, mode);
}

/** One server per user and checkout, so that two checkouts do not see each other's templates. */
export function keeperFolder(): KeeperFolder {
  const checkout = fileURLToPath(import.meta.url);
  const hash = createHash("sha256").update(checkout).digest("hex").slice(0, 10);
  const root = join(realpathSync(tmpdir()), `dougong-test-${process.getuid?.() ?? "user"}-${hash}`);
  const keeper = join(root, "keeper");
  makeOwn(root, 0o711);
  makeOwn(keeper, 0o700);
  const socket = process.platform === "win32" ? `\\\\.\\pipe\\dougong-test-${hash}` : join(keeper, "socket");
  return { postgres: join(root, "postgres"), socket, log: join(keeper, "log") };
}
