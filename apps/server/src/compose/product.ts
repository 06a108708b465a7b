import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url))))));

/** What stands beside the server in this installation. */
export interface Product {
  readonly version: string;
  /** The built portal, if it was built. */
  readonly staticDirectory?: string;
  readonly examplesDirectory?: string;
}

export function readProduct(): Product {
  const { version }: { version: string } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const [portal, examples] = [join(root, "apps", "portal", "dist"), join(root, "examples")];
  return {
    version,
    ...(existsSync(join(portal, "index.html")) ? { staticDirectory: portal } : {}),
    ...(existsSync(examples) ? { examplesDirectory: examples } : {}),
  };
}
