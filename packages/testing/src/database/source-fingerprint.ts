import { createHash } from "node:crypto";
import { type Dirent, existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";

function workspaceRoot(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "pnpm-workspace.yaml"))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function sourcesUnder(folder: string): readonly string[] {
  const entries: readonly Dirent[] = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesUnder(path);
    return entry.isFile() && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/**
 * Changes when a source file of any package changes (time or size), so a template that was made by
 * older code is never used again. Tests are not counted.
 */
export function sourceFingerprint(from: string): string {
  const root = workspaceRoot(from);
  const hash = createHash("sha256");
  if (root === undefined) return hash.digest("hex");
  const packages = join(root, "packages");
  for (const name of readdirSync(packages).sort()) {
    for (const path of sourcesUnder(join(packages, name, "src"))) {
      const { mtimeMs, size } = statSync(path);
      hash.update(`${path} ${mtimeMs} ${size}\n`);
    }
  }
  return hash.digest("hex");
}
