import type { Workspace } from "@dougong/data";
import type { Jobs } from "@dougong/runtime";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { Counter, Gauge, Histogram, Registry } from "prom-client";

declare module "fastify" {
  interface FastifyInstance {
    /** The numbers of `GET /metrics`. */
    readonly metrics: Registry;
  }
}

export interface MetricsOptions {
  readonly workspace: Workspace;
  readonly jobs: Jobs;
}

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2, 5, 10];

function registerGauges(registry: Registry, { workspace, jobs }: MetricsOptions): void {
  new Gauge({
    name: "dougong_queue_depth",
    help: "Jobs that wait or run",
    registers: [registry],
    async collect() {
      this.set(await jobs.depth());
    },
  });
  new Gauge({
    name: "dougong_db_pool",
    help: "Database connections of this process",
    labelNames: ["pool", "state"],
    registers: [registry],
    collect() {
      for (const [name, pool] of [
        ["platform", workspace.pool],
        ["reads", workspace.reads],
        ["flights", workspace.flights],
      ] as const) {
        this.set({ pool: name, state: "total" }, pool.totalCount);
        this.set({ pool: name, state: "idle" }, pool.idleCount);
        this.set({ pool: name, state: "waiting" }, pool.waitingCount);
      }
    },
  });
  new Counter({
    name: "dougong_run_total",
    help: "Flow runs that ended",
    labelNames: ["status"],
    registers: [registry],
  });
}

/** Counts and times requests by route, never by address: ids do not become labels. */
export const metrics = fp<MetricsOptions>(
  async (app: FastifyInstance, options) => {
    const registry = new Registry();
    const labels = ["method", "route", "status"];
    const requests = new Counter({
      name: "dougong_http_requests_total",
      help: "Answered requests",
      labelNames: labels,
      registers: [registry],
    });
    const durations = new Histogram({
      name: "dougong_http_request_duration_seconds",
      help: "Time to the answer",
      labelNames: labels,
      buckets,
      registers: [registry],
    });
    registerGauges(registry, options);
    app.decorate("metrics", registry);
    app.addHook("onResponse", async (request, reply) => {
      const label = {
        method: request.method,
        route: request.routeOptions.url ?? "unmatched",
        status: String(reply.statusCode),
      };
      requests.inc(label);
      durations.observe(label, reply.elapsedTime / 1000);
    });
  },
  { name: "metrics" },
);
