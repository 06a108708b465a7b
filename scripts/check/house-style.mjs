// What a machine can see of the house style: one concept per file, nothing unfinished, no escape from the types.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../bootstrap/root.mjs";

const maxLines = 600;
const linesNeedingReason = 400;
const unfinished = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"].join("|")})\\b`);

const lineRules = [
  ["export * hides what is public: name each", /^export \*/],
  ["default export", /^export default/, (file) => /\.config\.ts$|\.d\.ts$/.test(file)],
  ["unfinished", unfinished],
  ["any", /\bas any\b|[:] any\b|<any>/],
  [
    "the type check is switched off",
    /@ts-(ignore|nocheck|expect-error)/,
    (file) => /type.*\.test\.ts$/.test(file),
  ],
  ["a test is skipped or alone", /\b(it|test|describe)\.(skip|only|todo)\b/],
];

function trackedCode() {
  const listed = spawnSync("git", ["ls-files", "packages", "apps", "scripts", "examples"], {
    cwd: root,
    encoding: "utf8",
  });
  return listed.stdout
    .split("\n")
    .filter((file) => /\.(tsx?|mjs)$/.test(file) && !file.includes(".generated."));
}

/** The comment at the head of a file, where a long file gives its reason. */
function hasHeadComment(text) {
  return /^\s*(\/\/|\/\*)/.test(text);
}

function faultsOf(file) {
  const text = readFileSync(join(root, file), "utf8");
  const lines = text.split("\n");
  const faults = [];
  if (lines.length > maxLines + 1) faults.push(`${file}: ${lines.length - 1} lines, at most ${maxLines}`);
  else if (lines.length > linesNeedingReason + 1 && !hasHeadComment(text))
    faults.push(`${file}: over ${linesNeedingReason} lines needs its reason in a head comment`);
  if (/(manager|helpers?|utils?|impl)\.tsx?$/i.test(file)) faults.push(`${file}: the name says nothing`);
  lines.forEach((line, index) => {
    const isProse = /^\s*(\/\*\*?|\*|\/\/)/.test(line) && !/@ts-/.test(line) && !unfinished.test(line);
    if (isProse) return;
    for (const [what, pattern, isExempt] of lineRules) {
      if (pattern.test(line) && !isExempt?.(file)) faults.push(`${file}:${index + 1}: ${what}`);
    }
  });
  return faults;
}

const files = trackedCode();
const faults = files.filter((file) => file !== "scripts/check/house-style.mjs").flatMap(faultsOf);
for (const fault of faults) process.stdout.write(`${fault}\n`);
process.stdout.write(`${files.length} files, ${faults.length} faults\n`);
process.exit(faults.length === 0 && files.length > 0 ? 0 : 1);
