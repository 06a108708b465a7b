// Runs before `npm start` and `npm test`, with nothing but Node and npm on the machine: installs what the lockfile
// names, builds the browser apps and the server, and with --test makes sure of a Chromium. What is up to date is left alone.
import { buildApps } from "./bootstrap/build-apps.mjs";
import { bundleServer } from "./bootstrap/bundle-server.mjs";
import { ensureChromium } from "./bootstrap/ensure-chromium.mjs";
import { install } from "./bootstrap/install.mjs";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Dougong needs Node 20.19 or newer, this is ${process.versions.node}.\n`);
  process.exit(2);
}

try {
  install();
  buildApps();
  await bundleServer();
  if (process.argv.includes("--test")) await ensureChromium();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
