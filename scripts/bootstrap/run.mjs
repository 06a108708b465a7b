import { spawnSync } from "node:child_process";
import { root } from "./root.mjs";

/**
 * Runs a program to its end. What it prints goes to stderr: stdout belongs to what `npm start` starts.
 *
 * @throws Error with one line when it fails
 */
export function run(what, program, args, options = {}) {
  const started = Date.now();
  process.stderr.write(`${what} …\n`);
  const { status, error } = spawnSync(program, args, {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (error) throw new Error(`${what} failed: ${error.message}`);
  if (status !== 0)
    throw new Error(
      `${what} failed: \`${[program, ...args].join(" ")}\` ended with ${status}; its output is above.`,
    );
  process.stderr.write(`${what}: done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}
