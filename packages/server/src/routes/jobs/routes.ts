import { ProblemError } from "@dougong/model";
import type { Job } from "@dougong/runtime";
import type { FastifyRequest } from "fastify";
import type { Resource } from "../../http/resource.ts";
import { answers, noBody, noQuery } from "../../http/schemas.ts";
import { readWait } from "../../http/write-headers.ts";
import { jobBody } from "./job-body.ts";
import { jobAnswer, jobParams } from "./schemas.ts";

/** Long work that was ordered: seen and stopped by whoever ordered it, and by admins. */
export const jobs: Resource = {
  name: "jobs",
  register(app, services) {
    function visible(request: FastifyRequest, job: Job | null): Job {
      const mine =
        job !== null &&
        (job.createdBy === request.signedIn?.user.id ||
          request.signedIn?.roles.includes("system.admin") === true);
      if (!mine) throw new ProblemError("not_found");
      return job;
    }

    app.get<{ Params: { id: string } }>(
      "/api/v1/jobs/:id",
      {
        schema: { params: jobParams, querystring: noQuery, response: answers({ 200: jobAnswer }) },
        config: { access: "session", operation: "readJob", summary: "How far a job is, and its result" },
      },
      async (request) => {
        const job = visible(request, await services.jobs.find(request.params.id));
        const wait = readWait(request);
        return jobBody(request, wait > 0 ? ((await services.jobs.wait(job.id, wait)) ?? job) : job);
      },
    );

    app.post<{ Params: { id: string } }>(
      "/api/v1/jobs/:id/cancel",
      {
        schema: {
          params: jobParams,
          querystring: noQuery,
          body: noBody,
          response: answers({ 200: jobAnswer }),
        },
        config: { access: "session", operation: "cancelJob", summary: "Stop a job at its next step" },
      },
      async (request) => {
        const job = visible(request, await services.jobs.find(request.params.id));
        return jobBody(request, (await services.jobs.cancel(job.id)) ?? job);
      },
    );
  },
};
