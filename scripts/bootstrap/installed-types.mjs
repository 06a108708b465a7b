import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { root } from "./root.mjs";
import { filesUnder } from "./stamp.mjs";

/** Where an installation says which packages bring field types: `{"fieldTypes":["@acme/plate"]}`. */
const configuration = join(root, "dougong.config.json");

const facets = [
  {
    file: /[\\/]fields[\\/]src[\\/]registry[\\/]installed-models\.ts$/,
    facet: "model",
    list: "installedModels",
  },
  {
    file: /[\\/]fields[\\/]src[\\/]registry[\\/]installed-storages\.ts$/,
    facet: "storage",
    list: "installedStorages",
  },
  {
    file: /[\\/]fields[\\/]src[\\/]react[\\/]installed-reacts\.ts$/,
    facet: "react",
    list: "installedReacts",
  },
];

function installedPackages() {
  if (!existsSync(configuration)) return [];
  const { fieldTypes = [], ...others } = JSON.parse(readFileSync(configuration, "utf8"));
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw new Error(`dougong.config.json: there is no setting ${unknown}`);
  if (!Array.isArray(fieldTypes) || !fieldTypes.every((name) => typeof name === "string"))
    throw new Error("dougong.config.json: fieldTypes is a list of packages");
  return fieldTypes;
}

function placeOf(name, facet) {
  try {
    return createRequire(configuration).resolve(`${name}/${facet}`);
  } catch (cause) {
    throw new Error(`dougong.config.json: ${name} has no ${facet}; is it installed?`, { cause });
  }
}

/**
 * The source of a file of `@dougong/fields` that lists third parties' types: empty there, in a bundle it names what is
 * installed. Undefined for any other file.
 */
export function installedTypesSource(path) {
  const found = facets.find(({ file }) => file.test(path));
  if (found === undefined) return undefined;
  const names = installedPackages();
  const imports = names.map(
    (name, index) =>
      `import { ${found.facet} as t${index} } from ${JSON.stringify(placeOf(name, found.facet))};`,
  );
  const members = names.map((_, index) => `[t${index}.type]: t${index}`);
  return [...imports, `export const ${found.list} = { ${members.join(", ")} };`, ""].join("\n");
}

/** What a bundle depends on beside its own packages: the configuration, and the sources that it names. */
export function installedTypesFiles() {
  const sources = installedPackages().flatMap((name) => filesUnder(dirname(placeOf(name, "model"))));
  return [...filesUnder(configuration), ...sources];
}
