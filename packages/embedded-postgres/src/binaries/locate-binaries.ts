import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { EmbeddedPostgresError } from "../embedded-postgres-error.ts";

/** An installed PostgreSQL: `bin`, `lib` and `share` stand under `root`. */
export interface Binaries {
  readonly root: string;
  /** Of the package that brought it. */
  readonly version: string;
  /** Links that the package's archive cannot hold: both paths are relative to `root`. */
  readonly links: readonly { readonly source: string; readonly target: string }[];
}

const os: Readonly<Record<string, string>> = { darwin: "darwin", linux: "linux", win32: "windows" };

function readLinks(root: string): Binaries["links"] {
  try {
    const listed: unknown = JSON.parse(readFileSync(join(root, "pg-symlinks.json"), "utf8"));
    if (!Array.isArray(listed)) return [];
    const strip = (path: unknown): string => String(path).replace(/^native\//, "");
    return listed.map((link: { source: unknown; target: unknown }) => ({
      source: strip(link.source),
      target: strip(link.target),
    }));
  } catch {
    return []; // packages for Windows have none
  }
}

/**
 * Finds the PostgreSQL that was installed for this platform.
 *
 * @throws EmbeddedPostgresError `no_binaries`
 */
export function locateBinaries(platform: string = process.platform, arch: string = process.arch): Binaries {
  const name = `@embedded-postgres/${os[platform] ?? platform}-${arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const folder = dirname(dirname(entry));
    const { version }: { version: string } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const root = join(folder, "native");
    return { root, version, links: readLinks(root) };
  } catch (cause) {
    throw new EmbeddedPostgresError(
      "no_binaries",
      `The package ${name} with PostgreSQL for this platform is not installed: run the install without --no-optional, or set DATABASE_URL.`,
      cause,
    );
  }
}
