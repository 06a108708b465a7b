import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./root.mjs";
import { run } from "./run.mjs";

const testing = join(root, "packages", "testing");

async function loadTesting() {
  const { register } = await import(
    pathToFileURL(join(root, "node_modules", "tsx", "dist", "esm", "api", "index.mjs")).href
  );
  register();
  return import(pathToFileURL(join(testing, "src", "browser", "chromium.ts")).href);
}

function tryTo(what, program, args) {
  try {
    run(what, program, args);
    return true;
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    return false;
  }
}

function installFromDebian() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  const install = ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"];
  if (tryTo("Installing Chromium", "apt-get", install)) return true;
  return (
    tryTo("Looking for packages", "apt-get", ["update"]) && tryTo("Installing Chromium", "apt-get", install)
  );
}

function downloadWithPlaywright() {
  return tryTo("Downloading Chromium", process.execPath, [
    join(testing, "node_modules", "playwright-core", "cli.js"),
    "install",
    "chromium",
  ]);
}

/**
 * Makes sure of a Chromium for the browser tests: the one that is there, else Debian's, else playwright's download.
 *
 * @throws Error with CI=true and none to be had; elsewhere the browser tests are left out and say so
 */
export async function ensureChromium() {
  const { chromiumAdvice, findChromium } = await loadTesting();
  if (await findChromium()) return;
  if ((installFromDebian() || downloadWithPlaywright()) && (await findChromium())) return;
  if (process.env.CI === "true") throw new Error(chromiumAdvice);
  process.stderr.write(`${chromiumAdvice}\n`);
}
