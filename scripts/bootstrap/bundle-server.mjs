import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { installedTypesFiles, installedTypesSource } from "./installed-types.mjs";
import { root } from "./root.mjs";
import { digest, filesUnder, isCurrent, writeStamp } from "./stamp.mjs";
import { withDependencies, workspacePackages } from "./workspace.mjs";

const folder = join(root, "apps", "server");
const dist = join(folder, "dist");

/** The bundle that `bin/dougong.mjs` runs: our own sources without types, in one file. */
export const serverBundle = join(dist, "main.js");

// Packages of others stay where they are installed, and are named by their place: the bundle stands in another folder
// than the sources that import them.
const othersStayOutside = {
  name: "others-stay-outside",
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...rest }) => {
      if (pluginData === "seen" || path.startsWith("node:") || path.startsWith("@dougong/")) return undefined;
      const { importer, resolveDir, kind } = rest;
      const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: "seen" });
      if (found.errors.length > 0) return { errors: found.errors };
      if (found.external || found.path.startsWith("node:")) return { path: found.path, external: true };
      return { path: relative(dist, found.path).replaceAll("\\", "/"), external: true };
    });
  },
};

// What `dougong.config.json` names stands in the bundle beside the types that come with the product.
const typesAreInstalled = {
  name: "types-are-installed",
  setup(build) {
    build.onLoad({ filter: /installed-(models|storages|reacts)\.ts$/ }, ({ path }) => {
      const contents = installedTypesSource(path);
      return contents === undefined ? undefined : { contents, loader: "ts", resolveDir: dirname(path) };
    });
  },
};

// A source asks for its own place to find what stands beside it; in the bundle it still is where it was.
const sourcesKnowTheirPlace = {
  name: "sources-know-their-place",
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      if (!text.includes("import.meta.url")) return undefined;
      return {
        contents: text.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href)),
        loader: "ts",
      };
    });
  },
};

function fingerprint() {
  const packages = workspacePackages();
  const server = packages.find((one) => one.folder === folder);
  const files = withDependencies(server, packages).flatMap((one) =>
    ["src", "package.json"].flatMap((name) => filesUnder(join(one.folder, name))),
  );
  return digest([root], [join(root, "pnpm-lock.yaml"), ...installedTypesFiles(), ...files]);
}

/**
 * Bundles the server, unless that has been done for these very sources: loading the sources one by one through a
 * compiler takes about ten times as long at each start.
 */
export async function bundleServer() {
  const value = fingerprint();
  const stamp = join(dist, ".stamp");
  if (isCurrent(stamp, value)) return;
  const { build } = createRequire(join(folder, "package.json"))("esbuild");
  const { outputFiles } = await build({
    entryPoints: [join(folder, "src", "main.ts")],
    outfile: serverBundle,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "linked",
    logLevel: "silent",
    write: false,
    plugins: [typesAreInstalled, othersStayOutside, sourcesKnowTheirPlace],
  });
  mkdirSync(dist, { recursive: true });
  // Renamed when whole: another process may just be starting from it.
  for (const { path, contents } of outputFiles) {
    const stage = `${path}.${process.pid}`;
    writeFileSync(stage, contents);
    renameSync(stage, path);
  }
  writeStamp(stamp, value);
}
