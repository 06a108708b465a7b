import { createServer, type Server } from "node:net";
import { CommandError } from "../exit/command-error.ts";
import { exitCodes } from "../exit/exit-code.ts";

function hint(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "EADDRINUSE")
    return `Port ${port} on ${host} is taken: stop what listens there, or set PORT to another one`;
  if (code === "EACCES") return `This user may not listen on port ${port}: set PORT to 1024 or more`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `This machine has no address ${host}: set HOST to one of its own, such as 127.0.0.1 or 0.0.0.0`;
  return `Cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`;
}

/** Says in one line why an address cannot be listened on. */
export function listenError(error: unknown, host: string, port: number): CommandError {
  return new CommandError(exitCodes.failed, hint(error, host, port));
}

function portOf(server: Server): number {
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : 0;
}

/**
 * Tries an address before anything else is started, and answers its port (0 becomes a free one).
 *
 * @throws CommandError
 */
export function tryAddress(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => reject(listenError(error, host, port)));
    probe.listen({ host, port, exclusive: true }, () => {
      const found = portOf(probe);
      probe.close(() => resolve(found));
    });
  });
}

/** Where people on this machine reach a server that listens on the address. */
export function localUrl(host: string, port: number): string {
  const isHere = ["127.0.0.1", "0.0.0.0", "::", "::1", "localhost", ""].includes(host);
  return `http://${isHere ? "localhost" : host.includes(":") ? `[${host}]` : host}:${port}`;
}
