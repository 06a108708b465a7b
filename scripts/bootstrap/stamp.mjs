import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** All files under a folder (or the file itself), sorted; tests and folders that are made are left out. */
export function filesUnder(path) {
  if (!existsSync(path)) return [];
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    return [path];
  }
  const kept = entries.filter(
    ({ name }) => !["node_modules", "dist", ".turbo"].includes(name) && !/\.test\.tsx?$/.test(name),
  );
  return kept
    .map(({ name }) => name)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/** A digest of some words and of the names and contents of files. */
export function digest(words, files) {
  const hash = createHash("sha256");
  for (const word of words) hash.update(`${word}\n`);
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(file)).update("\n");
  return hash.digest("hex");
}

export function isCurrent(stamp, value) {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === value;
}

export function writeStamp(stamp, value) {
  writeFileSync(stamp, value);
}
