#!/usr/bin/env node
import { bundleServer, serverBundle } from "../../../scripts/bootstrap/bundle-server.mjs";

try {
  await bundleServer();
} catch (error) {
  process.stderr.write(
    `Dougong is not installed completely: run \`npm start\`, or \`node scripts/bootstrap.mjs\` (${error.message.split("\n").slice(0, 2).join(" ")})\n`,
  );
  process.exit(2);
}
process.setSourceMapsEnabled(true);
const { main } = await import(serverBundle);
process.exit(await main(process.argv.slice(2), process.env));
