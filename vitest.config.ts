import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { chromiumAdvice, findChromium } from "./packages/testing/src/browser/chromium.ts";

const browserTests = "**/*.browser.test.{ts,tsx}";
const hasChromium = (await findChromium()) !== undefined;
if (!hasChromium) {
  if (process.env.CI === "true") throw new Error(chromiumAdvice);
  console.warn(`Browser tests are left out. ${chromiumAdvice}`);
}

function projectOf(folder: string) {
  const manifest: { name: string; devDependencies?: Record<string, string> } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  const own = join(folder, "vitest.config.ts");
  // Keeps the test server up from the first file to the last.
  const usesServer = manifest.devDependencies?.["@dougong/testing"] !== undefined;
  return {
    extends: existsSync(own) ? own : (true as const),
    root: folder,
    test: {
      name: manifest.name.replace("@dougong/", ""),
      root: folder,
      include: ["src/**/*.test.{ts,tsx}"],
      exclude: ["**/node_modules/**", "**/dist/**", ...(hasChromium ? [] : [browserTests])],
      // Machines that test are shared and slow; what hangs is still told.
      testTimeout: 120_000,
      hookTimeout: 120_000,
      ...(usesServer
        ? { globalSetup: [join(import.meta.dirname, "packages/testing/src/vitest/global-setup.ts")] }
        : {}),
    },
  };
}

const folders = [
  ...["packages", "apps", "examples"].flatMap((group) =>
    readdirSync(join(import.meta.dirname, group)).map((name) => join(import.meta.dirname, group, name)),
  ),
  join(import.meta.dirname, "scripts", "bench"),
];

export default defineConfig({
  test: { projects: folders.filter((folder) => existsSync(join(folder, "package.json"))).map(projectOf) },
});
