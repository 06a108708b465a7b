import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

/** The packages and apps of the workspace: `{ folder, manifest }`. */
export function workspacePackages() {
  return ["packages", "apps", "examples", "scripts"]
    .filter((group) => existsSync(join(root, group)))
    .flatMap((group) =>
      readdirSync(join(root, group))
        .sort()
        .map((name) => join(root, group, name)),
    )
    .filter((folder) => existsSync(join(folder, "package.json")))
    .map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) }));
}

/** The package with all workspace packages that it depends on, directly or not. */
export function withDependencies(start, packages) {
  const found = new Set([start]);
  for (const one of found) {
    const names = Object.keys({ ...one.manifest.dependencies });
    for (const other of packages) if (names.includes(other.manifest.name)) found.add(other);
  }
  return [...found];
}
