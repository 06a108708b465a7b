import { existsSync } from "node:fs";
import { join } from "node:path";
import { installedTypesFiles } from "./installed-types.mjs";
import { root } from "./root.mjs";
import { run } from "./run.mjs";
import { digest, filesUnder, isCurrent, writeStamp } from "./stamp.mjs";
import { withDependencies, workspacePackages } from "./workspace.mjs";

const sources = ["src", "public", "scripts", "index.html", "vite.config.ts", "package.json", "tsconfig.json"];

/** Builds each app that has a vite configuration, unless its sources, its packages' and the lockfile are as they were. */
export function buildApps() {
  const packages = workspacePackages();
  const apps = packages.filter(({ folder }) => existsSync(join(folder, "vite.config.ts")));
  for (const app of apps) {
    const files = withDependencies(app, packages).flatMap(({ folder }) =>
      sources.flatMap((name) => filesUnder(join(folder, name))),
    );
    const value = digest([], [join(root, "pnpm-lock.yaml"), ...installedTypesFiles(), ...files]);
    const stamp = join(app.folder, "dist", ".stamp");
    if (isCurrent(stamp, value)) continue;
    const vite = join(app.folder, "node_modules", "vite", "bin", "vite.js");
    run(`Building ${app.manifest.name}`, process.execPath, [vite, "build", "--logLevel", "warn"], {
      cwd: app.folder,
      env: { NODE_ENV: "production" },
    });
    writeStamp(stamp, value);
  }
}
