import { createServer } from "node:net";
import { EmbeddedPostgresError } from "../embedded-postgres-error.ts";

/** Below the range that Linux and macOS hand out to outgoing connections. */
const firstPort = 15432;
const lastPort = 32000;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The wanted port if it is free on the loopback interface, else the next one that is. */
export async function choosePort(wanted: number = firstPort): Promise<number> {
  for (let port = wanted; port <= Math.max(lastPort, wanted + 1000) && port < 65536; port += 1) {
    if (await isFree(port)) return port;
  }
  if (wanted > firstPort) return choosePort(firstPort);
  throw new EmbeddedPostgresError("start_failed", "No port from 15432 to 32000 is free on 127.0.0.1.");
}
