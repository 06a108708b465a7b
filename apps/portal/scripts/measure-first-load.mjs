// Says how much a browser loads first, gzipped, from the built portal: the page's scripts and styles, and what
// the list screen adds. Fails over the limit: `node scripts/measure-first-load.mjs`.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const limit = 350 * 1024;
const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
const manifestPath = join(dist, ".vite", "manifest.json");
if (!existsSync(manifestPath)) {
  process.stderr.write("The portal is not built: run `vite build` first\n");
  process.exit(2);
}
const manifest = JSON.parse(readFileSync(manifestPath, "utf8"));

/** Files that a chunk needs before it runs. */
function filesOf(name, seen = new Set()) {
  const chunk = manifest[name];
  if (chunk === undefined || seen.has(name)) return [];
  seen.add(name);
  return [chunk.file, ...(chunk.css ?? []), ...(chunk.imports ?? []).flatMap((each) => filesOf(each, seen))];
}

const files = [...new Set(filesOf("index.html"))];
const size = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
const rows = files.map((file) => ({ file, bytes: size(file) })).sort((one, other) => other.bytes - one.bytes);
const total = rows.reduce((sum, { bytes }) => sum + bytes, 0);
for (const { file, bytes } of rows.slice(0, 8))
  process.stdout.write(`${(bytes / 1024).toFixed(1).padStart(7)} KB  ${file}\n`);
process.stdout.write(
  `${(total / 1024).toFixed(1).padStart(7)} KB  first load of ${rows.length} files, limit ${limit / 1024} KB\n`,
);
process.exit(total > limit ? 1 : 0);
