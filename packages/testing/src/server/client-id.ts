import { randomBytes } from "node:crypto";

/** Names a test process: the databases it makes begin with it, and go when the process goes. */
export function newClientId(): string {
  return randomBytes(6).toString("hex");
}

/** Prefix of the databases that a client makes. */
export function clientPrefix(client: string): string {
  return `t_${client}_`;
}
