import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { canEnter } from "../account/can-enter.ts";
import { chooseAccount, type OsAccount } from "../account/os-account.ts";
import { EmbeddedPostgresError } from "../embedded-postgres-error.ts";

/** The files of one embedded server. All stand in one folder that belongs to it alone. */
export interface DataFolder {
  readonly path: string;
  /** What PostgreSQL calls its data directory. */
  readonly cluster: string;
  readonly log: string;
  readonly passwordFile: string;
  readonly portFile: string;
  readonly account: OsAccount;
}

function makeFolders(path: string): void {
  const first = mkdirSync(path, { recursive: true });
  if (first === undefined) return;
  // A strict umask would shut PostgreSQL's account out of the folders just made.
  for (let folder = path; ; folder = dirname(folder)) {
    chmodSync(folder, 0o711);
    if (folder === first || dirname(folder) === folder) return;
  }
}

/**
 * Makes the folder and finds the account that will run PostgreSQL on it.
 *
 * @throws EmbeddedPostgresError `folder_unusable`
 */
export function openDataFolder(wanted: string): DataFolder {
  try {
    makeFolders(wanted);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      "folder_unusable",
      `The data folder ${wanted} cannot be made (${String(cause)}): name another one in DOUGONG_DATA.`,
      cause,
    );
  }
  const path = realpathSync(wanted);
  const cluster = join(path, "cluster");
  const found = lstatSync(cluster, { throwIfNoEntry: false });
  const account = chooseAccount(found && { uid: found.uid, gid: found.gid });
  if (!canEnter(path, account)) {
    throw new EmbeddedPostgresError(
      "folder_unusable",
      `The account ${account.name}, which runs PostgreSQL because root may not, cannot enter ${path}: name a folder that it can enter in DOUGONG_DATA (such as /var/lib/dougong), or start as an ordinary user.`,
    );
  }
  return {
    path,
    cluster,
    account,
    log: join(path, "postgres.log"),
    passwordFile: join(path, "password"),
    portFile: join(path, "port"),
  };
}

/** Gives a file or folder to the account that runs PostgreSQL. */
export function giveTo(account: OsAccount, path: string): void {
  if (account.ids !== undefined) chownSync(path, account.ids.uid, account.ids.gid);
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Writes a file so that a reader finds the old text or the new one, never a part. */
function writeWhole(path: string, text: string): void {
  const stage = `${path}.${process.pid}`;
  writeFileSync(stage, `${text}\n`, { mode: 0o600 });
  renameSync(stage, path);
}

/** The password of the server's roles: made once, readable by us alone. */
export function readOrMakePassword(folder: DataFolder): string {
  const kept = readText(folder.passwordFile);
  if (kept) return kept;
  if (lstatSync(folder.cluster, { throwIfNoEntry: false }) !== undefined) {
    throw new EmbeddedPostgresError(
      "folder_unusable",
      `${folder.passwordFile} is missing, so the data beside it cannot be opened: put it back from a backup.`,
    );
  }
  const made = randomBytes(24).toString("base64url");
  writeWhole(folder.passwordFile, made);
  return made;
}

/** The port of the last start, if any. */
export function readPort(folder: DataFolder): number | undefined {
  const port = Number(readText(folder.portFile));
  return Number.isInteger(port) && port > 1023 && port < 65536 ? port : undefined;
}

export function writePort(folder: DataFolder, port: number): void {
  writeWhole(folder.portFile, String(port));
}
