import type { FastifyReply } from "fastify";

/** Sends JSON text as it is: what PostgreSQL wrote is not parsed and written once more. */
export function sendJsonText(reply: FastifyReply, text: string): FastifyReply {
  return reply.type("application/json; charset=utf-8").send(text);
}

/** `"7"` */
export function etagOf(version: number): string {
  return `"${version}"`;
}
