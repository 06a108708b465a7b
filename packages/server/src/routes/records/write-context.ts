import type { WriteContext } from "@dougong/data";
import type { FastifyRequest } from "fastify";
import { readDryRun, readIdempotency } from "../../http/write-headers.ts";

/** What the record service knows of a request: who, under which design, and what its headers ask. */
export async function writeContext(request: FastifyRequest): Promise<WriteContext> {
  const idempotency = readIdempotency(request);
  const [actor, { catalogue, settings }] = await Promise.all([request.actor(), request.assume()]);
  return {
    actor,
    via: { kind: "api" },
    catalogue,
    settings,
    dryRun: readDryRun(request),
    ...(idempotency === undefined ? {} : { idempotency }),
  };
}
