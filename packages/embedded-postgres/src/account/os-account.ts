import { spawnSync } from "node:child_process";
import { EmbeddedPostgresError } from "../embedded-postgres-error.ts";

/** The operating system account that PostgreSQL runs as. */
export interface OsAccount {
  readonly name: string;
  /** Absent: the account of this process. */
  readonly ids?: { readonly uid: number; readonly gid: number };
}

function idsOf(name: string): { readonly uid: number; readonly gid: number } | undefined {
  const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/**
 * PostgreSQL refuses to run as root, so root lends it the account `postgres`, else `nobody`; no account is
 * made. Everybody else runs it as oneself. `owner` is the owner of an existing cluster, which goes on owning it.
 *
 * @throws EmbeddedPostgresError `folder_unusable`
 */
export function chooseAccount(owner: { readonly uid: number; readonly gid: number } | undefined): OsAccount {
  const uid = process.getuid?.();
  if (uid === undefined) return { name: "this user" };
  if (uid !== 0) {
    if (owner === undefined || owner.uid === uid) return { name: `uid ${uid}` };
    throw new EmbeddedPostgresError(
      "folder_unusable",
      `The data folder belongs to uid ${owner.uid}, this process runs as uid ${uid}: start as that user, or name another folder in DOUGONG_DATA.`,
    );
  }
  if (owner !== undefined && owner.uid !== 0) return { name: `uid ${owner.uid}`, ids: owner };
  for (const name of ["postgres", "nobody"]) {
    const ids = idsOf(name);
    if (ids !== undefined && ids.uid !== 0) return { name, ids };
  }
  throw new EmbeddedPostgresError(
    "folder_unusable",
    "PostgreSQL does not run as root and there is neither an account postgres nor nobody: start as an ordinary user, or set DATABASE_URL.",
  );
}
