import type { ReadContext } from "@dougong/data";
import type { FastifyRequest } from "fastify";

/** What the query service knows of a request. */
export async function readContext(request: FastifyRequest): Promise<ReadContext> {
  const [actor, pinned] = await Promise.all([request.actor(), request.assume()]);
  return { actor, ...pinned };
}
