import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { canEnter } from "../account/can-enter.ts";
import type { OsAccount } from "../account/os-account.ts";
import { EmbeddedPostgresError } from "../embedded-postgres-error.ts";
import type { Binaries } from "./locate-binaries.ts";

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Sizes of all files, so that a copy that lost some (a cleaner of temporary files) is known. */
function inventory(root: string): string {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return files
    .map((file) => `${relative(root, file)} ${statSync(file).size}`)
    .sort()
    .join("\n");
}

function makeLinks(root: string, links: Binaries["links"]): void {
  for (const { source, target } of links) {
    const path = join(root, target);
    if (!exists(path)) symlinkSync(relative(dirname(path), join(root, source)), path);
  }
}

function isWhole(copy: string, from: Binaries): boolean {
  return (
    inventory(copy) === inventory(from.root) &&
    from.links.every(({ target }) => existsSync(join(copy, target)))
  );
}

function copyTo(target: string, from: Binaries): void {
  const stage = mkdtempSync(`${target}.`);
  cpSync(from.root, stage, { recursive: true, verbatimSymlinks: true });
  makeLinks(stage, from.links);
  chmodSync(stage, 0o755);
  try {
    renameSync(stage, target);
  } catch (error) {
    rmSync(stage, { recursive: true, force: true });
    if (!existsSync(target)) throw error; // else another process was faster
  }
}

/**
 * Binaries that the account can run: those of the install folder, or a copy where that folder is closed to the
 * account (`/root`, mode 0700) or lacks its library links. The copy belongs to us and nobody else may write it.
 *
 * @param cache where copies are kept
 * @throws EmbeddedPostgresError `folder_unusable`
 */
export function reachableBinaries(binaries: Binaries, account: OsAccount, cache: string = tmpdir()): string {
  const linked = binaries.links.every(({ target }) => exists(join(binaries.root, target)));
  if (
    linked &&
    canEnter(join(binaries.root, "bin", "postgres"), account) &&
    canEnter(join(binaries.root, "lib"), account)
  ) {
    return binaries.root;
  }
  const uid = process.getuid?.() ?? 0;
  const hash = createHash("sha256")
    .update(`${uid} ${realpathSync(binaries.root)}`)
    .digest("hex")
    .slice(0, 12);
  const copy = join(realpathSync(cache), `dougong-postgres-${binaries.version}-${hash}`);
  const found = lstatSync(copy, { throwIfNoEntry: false });
  if (found !== undefined) {
    const foreign =
      !found.isDirectory() ||
      (process.getuid !== undefined && (found.uid !== uid || (found.mode & 0o022) !== 0));
    if (foreign)
      throw new EmbeddedPostgresError(
        "folder_unusable",
        `${copy} was not made by this user: remove it and start again.`,
      );
    if (isWhole(copy, binaries)) return copy;
    const aside = mkdtempSync(join(dirname(copy), `${basename(copy)}.old-`));
    renameSync(copy, aside);
    rmSync(aside, { recursive: true, force: true });
  }
  copyTo(copy, binaries);
  if (!canEnter(join(copy, "bin", "postgres"), account)) {
    throw new EmbeddedPostgresError(
      "folder_unusable",
      `The account ${account.name} cannot run programs in ${cache}: set TMPDIR to a folder that all may enter, or set DATABASE_URL.`,
    );
  }
  return copy;
}
