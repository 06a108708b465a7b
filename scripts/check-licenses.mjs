// Every production dependency has a licence that lets it be given on with Dougong.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./bootstrap/root.mjs";

const allowed = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "OFL-1.1", // fonts
  "PostgreSQL",
  "Python-2.0",
  "Unlicense",
]);

/** `(MIT OR GPL-3.0)` lets one choose; of `MIT AND ISC` both must be allowed. */
function isAllowed(expression) {
  const text = expression.replaceAll(/[()]/g, "");
  return text
    .split(/ OR /)
    .some((choice) => choice.split(/ AND /).every((licence) => allowed.has(licence.trim())));
}

// What is given on: the apps with all that they depend on. Test fixtures are not among them.
const parts = ["--filter-prod", "@dougong/app-server...", "--filter-prod", "@dougong/portal..."];
const pnpm = join(root, "node_modules", "pnpm", "bin", "pnpm.cjs");
const { stdout, stderr } = spawnSync(
  process.execPath,
  [pnpm, "licenses", "list", "--prod", "--json", ...parts],
  {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  },
);

function readLicences() {
  try {
    return Object.entries(JSON.parse(stdout));
  } catch {
    process.stdout.write(`pnpm could not list the licences: ${stderr}${stdout}\n`);
    return [];
  }
}

const licences = readLicences();
const packages = licences.flatMap(([licence, ones]) => ones.map(({ name }) => ({ licence, name })));
// lightningcss (MPL-2.0, one package per platform) builds the browser apps and is no part of what it builds.
const refused = packages.filter(
  ({ licence, name }) =>
    !name.startsWith("@dougong/") && !/^lightningcss\b/.test(name) && !isAllowed(licence),
);
for (const { licence, name } of refused) process.stdout.write(`${name}: ${licence}\n`);
process.stdout.write(
  `${packages.length} packages, ${refused.length} with a licence that is not on the list\n`,
);
process.exit(refused.length === 0 && packages.length > 0 ? 0 : 1);
