import { performWrite, type WriteCommand, type WriteContext, type WriteResult } from "@dougong/data";
import { orderedJob } from "@dougong/runtime";
import type { FastifyReply, FastifyRequest } from "fastify";
import { sendJsonText } from "../../http/json-answer.ts";
import { readRespondAsync } from "../../http/write-headers.ts";
import type { Services } from "../../services.ts";
import { sendJob } from "../jobs/job-body.ts";
import { writeContext } from "./write-context.ts";

/** Sends what a write came to: its status and body are set already where it was kept by a key. */
type Send = (result: WriteResult, context: WriteContext) => FastifyReply;

/**
 * Does a write now, or with `Prefer: respond-async` as a job: 202 with the job, whose result is the body that the write
 * would have answered.
 */
export async function submitWrite(
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
  command: WriteCommand,
  send: Send,
): Promise<FastifyReply> {
  const context = await writeContext(request);
  if (readRespondAsync(request)) return orderWrite(request, reply, services, context, command);
  const result = await performWrite(services.records, context, command);
  if (result.replayed) reply.header("idempotency-replayed", "true");
  const job = result.replayed ? orderedJob(result.status, result.body) : null;
  return job === null ? send(result, context) : sendJob(request, reply, services, job);
}

/** Does a write as a job, whatever was preferred. */
export async function orderWrite(
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
  context: WriteContext,
  command: WriteCommand,
): Promise<FastifyReply> {
  const { user, locale } = await request.actor();
  const { via, dryRun, idempotency } = context;
  const key = idempotency === undefined || dryRun ? {} : { idempotency };
  const ordered = await services.writeJobs.order({ user, locale, via, dryRun, ...key }, command);
  if ("kept" in ordered) {
    const { status, body } = ordered.kept;
    reply.status(status).header("idempotency-replayed", "true");
    return body === "" ? reply.send() : sendJsonText(reply, body);
  }
  if (ordered.replayed) reply.header("idempotency-replayed", "true");
  if (readRespondAsync(request)) reply.header("preference-applied", "respond-async");
  return sendJob(request, reply, services, ordered.job);
}
