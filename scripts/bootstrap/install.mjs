import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";
import { run } from "./run.mjs";
import { digest, isCurrent, writeStamp } from "./stamp.mjs";
import { workspacePackages } from "./workspace.mjs";

const stamp = join(root, "node_modules", ".bootstrap-stamp");

function installedVersion() {
  const manifest = join(root, "node_modules", "pnpm", "package.json");
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, "utf8")).version : undefined;
}

/** Installs exactly what the lockfile names, unless that has been done. */
export function install() {
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const manifests = workspacePackages().map(({ folder }) => join(folder, "package.json"));
  const files = ["pnpm-lock.yaml", "pnpm-workspace.yaml", "package.json"].map((name) => join(root, name));
  const value = digest([process.platform, process.arch], [...files, ...manifests]);
  if (isCurrent(stamp, value)) return;
  // NODE_ENV=production would leave out what builds the browser apps; CI keeps pnpm from asking questions.
  const env = { NODE_ENV: "", CI: "true" };
  const args = ["install", "--frozen-lockfile"];
  if (packageManager === `pnpm@${installedVersion()}`) {
    run(
      "Installing packages",
      process.execPath,
      [join(root, "node_modules", "pnpm", "bin", "pnpm.cjs"), ...args],
      { env },
    );
  } else {
    run("Installing packages", "npx", ["-y", packageManager, ...args], { env });
  }
  writeStamp(stamp, value);
}
