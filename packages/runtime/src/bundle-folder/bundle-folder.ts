import { lstat, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Bundle, type JsonObject, ProblemError } from "@dougong/model";
import { type BundleFile, placeOf } from "./bundle-file.ts";
import { bundleFromFiles } from "./bundle-from-files.ts";
import { filesFromBundle } from "./files-from-bundle.ts";

/** Most bytes of all files of a bundle together: twice what comes over HTTP. */
const sizeLimit = 20 * 1024 * 1024;

async function entries(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { withFileTypes: true });
  const nested = found
    .filter((entry) => entry.isDirectory())
    .map(async (entry) => {
      const inner = await readdir(join(folder, entry.name), { withFileTypes: true });
      return inner.filter((file) => file.isFile()).map((file) => `${entry.name}/${file.name}`);
    });
  return [
    ...found.filter((entry) => entry.isFile()).map((entry) => entry.name),
    ...(await Promise.all(nested)).flat(),
  ];
}

/**
 * Reads an app's folder: `app.json`, `{kind}/{id}.json`, `seed/{app.entity}.jsonl`. Only names of this form
 * are opened, and no symbolic link is followed, so a folder from elsewhere can reach nothing beside itself.
 *
 * @throws ProblemError `malformed_json`, `validation_failed`, `too_large`
 */
export async function readBundleFolder(folder: string): Promise<JsonObject> {
  const files: BundleFile[] = [];
  let size = 0;
  for (const path of await entries(folder)) {
    if (placeOf(path).place === "none") continue;
    const place = join(folder, path);
    size += (await lstat(place)).size;
    if (size > sizeLimit)
      throw new ProblemError("too_large", [{ code: "too_large", path: "", params: { max: "20 MiB" } }]);
    files.push({ path, text: await readFile(place, "utf8") });
  }
  return bundleFromFiles(files);
}

/** Writes a bundle as a folder; files that are there already are replaced, others are left alone. */
export async function writeBundleFolder(folder: string, bundle: Bundle): Promise<void> {
  for (const { path, text } of filesFromBundle(bundle)) {
    if (placeOf(path).place === "none") throw new Error(`A bundle cannot hold ${path}`);
    const place = join(folder, path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, text);
  }
}
