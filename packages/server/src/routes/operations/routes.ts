import { timingSafeEqual } from "node:crypto";
import { migrationState, type Workspace } from "@dougong/data";
import { ProblemError } from "@dougong/model";
import type { Jobs } from "@dougong/runtime";
import type { Resource } from "../../http/resource.ts";
import { answerOf, answers, noQuery, text } from "../../http/schemas.ts";

const patience = 3_000;

type Check = "ok" | "failed" | "pending" | "absent";

/** A check that neither throws nor hangs. */
async function within(check: () => Promise<Check>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Check>((resolve) => {
    timer = setTimeout(() => resolve("failed"), patience);
  });
  try {
    return await Promise.race([check().catch((): Check => "failed"), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function readiness(workspace: Workspace, jobs: Jobs) {
  const [database, migrations, worker] = await Promise.all([
    within(async () => ((await workspace.pool.query("select 1")) === undefined ? "failed" : "ok")),
    within(async () =>
      (await migrationState(workspace.pool, workspace.schema)).pending.length === 0 ? "ok" : "pending",
    ),
    within(async () => ((await jobs.hasWorker()) ? "ok" : "absent")),
  ]);
  // Without a worker requests are still answered; jobs wait for one.
  return { ready: database === "ok" && migrations === "ok", checks: { database, migrations, worker } };
}

function bearerFits(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

const readyAnswer = answerOf({
  status: text,
  checks: answerOf({ database: text, migrations: text, worker: text }),
});

/** For whoever runs the server (contract 2.10). */
export const operations: Resource = {
  name: "operations",
  register(app, { workspace, jobs, config }) {
    app.get(
      "/health",
      {
        schema: { querystring: noQuery, response: answers({ 200: answerOf({ status: text }) }) },
        config: { access: "public", operation: "health", summary: "The process lives", internal: true },
      },
      async () => ({ status: "ok" }),
    );

    app.get(
      "/ready",
      {
        schema: { querystring: noQuery, response: answers({ 200: readyAnswer, 503: readyAnswer }) },
        config: { access: "public", operation: "ready", summary: "Requests can be answered", internal: true },
      },
      async (_request, reply) => {
        const { ready, checks } = await readiness(workspace, jobs);
        return reply.status(ready ? 200 : 503).send({ status: ready ? "ready" : "unavailable", checks });
      },
    );

    app.get(
      "/metrics",
      {
        schema: { querystring: noQuery, response: answers({ 200: text }) },
        config: { access: "public", operation: "metrics", summary: "Numbers for Prometheus", internal: true },
      },
      async (request, reply) => {
        if (
          config.metricsToken !== undefined &&
          !bearerFits(request.headers.authorization, config.metricsToken)
        )
          throw new ProblemError("unauthenticated");
        return reply.type(app.metrics.contentType).send(await app.metrics.metrics());
      },
    );
  },
};
