// Imports go down only (.dependency-cruiser.cjs). A cruise that saw no module is a failure: it proves nothing.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../bootstrap/root.mjs";
import { workspacePackages } from "../bootstrap/workspace.mjs";

const program = join(root, "node_modules", "dependency-cruiser", "bin", "dependency-cruise.mjs");
const folders = workspacePackages()
  .map(({ folder }) => join(folder, "src"))
  .filter(existsSync);
const args = [program, "--config", ".dependency-cruiser.cjs", "--output-type", "json", ...folders];
const { stdout, stderr } = spawnSync(process.execPath, args, {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 1 << 30,
});

function readSummary() {
  try {
    return JSON.parse(stdout).summary;
  } catch {
    process.stdout.write(`dependency-cruiser did not run: ${stderr}\n`);
    return undefined;
  }
}

const summary = readSummary();
if (summary === undefined) process.exit(1);
const { violations, totalCruised, totalDependenciesCruised } = summary;
for (const { rule, from, to, cycle } of violations) {
  const path = cycle ? cycle.map((step) => step.name ?? step).join(" → ") : to;
  process.stdout.write(`${rule.severity} ${rule.name}: ${from} → ${path}\n`);
}
const errors = violations.filter(({ rule }) => rule.severity === "error");
process.stdout.write(
  `${totalCruised} modules, ${totalDependenciesCruised} dependencies, ${errors.length} against the layers\n`,
);
process.exit(errors.length === 0 && totalCruised > 0 && totalDependenciesCruised > 0 ? 0 : 1);
