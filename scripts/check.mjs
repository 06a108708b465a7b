// `pnpm check`: what must hold besides the tests. Every check runs, then the failures are told again in one line each.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./bootstrap/root.mjs";

const bin = join(root, "node_modules", ".bin");
const script = (name) => [process.execPath, join(root, "scripts", "check", `${name}.mjs`)];

const checks = [
  ["format and lint", join(bin, "biome"), "ci", "--max-diagnostics=100", "."],
  ["types", join(bin, "turbo"), "run", "typecheck", "--output-logs=errors-only", "--no-update-notifier"],
  ["layers", ...script("layers")],
  ["unused code", join(bin, "knip"), "--no-progress", "--no-config-hints"],
  ["house style", ...script("house-style")],
  ["links in documents", ...script("links")],
  ["licences", process.execPath, join(root, "scripts", "check-licenses.mjs")],
];

// turbo looks for pnpm on the PATH.
const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, TURBO_TELEMETRY_DISABLED: "1" };
const failed = [];
for (const [name, program, ...args] of checks) {
  const started = Date.now();
  process.stdout.write(`\n── ${name}\n`);
  const { status, error } = spawnSync(program, args, { cwd: root, env, stdio: "inherit" });
  if (error) process.stdout.write(`${error.message}\n`);
  if (status !== 0) failed.push(name);
  process.stdout.write(
    `   ${status === 0 ? "ok" : "FAILED"} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`,
  );
}
process.stdout.write(`\n${failed.length === 0 ? "All checks passed." : `Failed: ${failed.join(", ")}.`}\n`);
process.stdout.write(`${checks.length - failed.length} passed, ${failed.length} failed\n`);
process.exit(failed.length === 0 ? 0 : 1);
