import { ProblemError } from "@dougong/model";
import type { Job } from "@dougong/runtime";
import type { FastifyReply, FastifyRequest } from "fastify";
import { problemBody } from "../../http/problem-response.ts";
import { readWait } from "../../http/write-headers.ts";
import type { Services } from "../../services.ts";

/** A job as its owner reads it; why it failed is said in their language. */
export async function jobBody(request: FastifyRequest, job: Job) {
  const { id, kind, status, progress, result, problem } = job;
  const why =
    problem === null
      ? null
      : problemBody(
          new ProblemError(problem.code, problem.problems, problem.members),
          await request.language(),
          request.id,
        );
  return { id, kind, status, progress, result, problem: why };
}

/** Answers 202 with a new job, after `Prefer: wait=n` as it stands then. */
export async function sendJob(
  request: FastifyRequest,
  reply: FastifyReply,
  { jobs }: Services,
  id: string,
): Promise<FastifyReply> {
  const wait = readWait(request);
  const job = wait > 0 ? await jobs.wait(id, wait) : await jobs.find(id);
  if (job === null) throw new ProblemError("not_found");
  if (wait > 0) reply.header("preference-applied", `wait=${wait}`);
  return reply
    .status(202)
    .header("location", `/api/v1/jobs/${id}`)
    .send(await jobBody(request, job));
}
