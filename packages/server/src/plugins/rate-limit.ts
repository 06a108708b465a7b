import { ProblemError } from "@dougong/model";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";

export interface RateLimitOptions {
  /** Requests a minute per principal; 0 = no limit. */
  readonly limit: number;
  now(): number;
}

const window = 60_000;

/**
 * Counts API requests per signed-in user, else per address, in windows of a minute. The count is kept in this
 * process: behind several nodes a principal gets the limit on each.
 */
export const rateLimit = fp<RateLimitOptions>(
  async (app: FastifyInstance, { limit, now }) => {
    if (limit <= 0) return;
    const counts = new Map<string, number>();
    let ends = 0;
    app.addHook("onRequest", async (request, reply) => {
      if (!request.url.startsWith("/api/") || request.routeOptions.config.unlimited === true) return;
      const time = now();
      if (time >= ends || time < ends - window) {
        counts.clear();
        ends = time + window;
      }
      const key = request.signedIn?.user.id ?? request.ip;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      const seconds = Math.max(1, Math.ceil((ends - time) / 1000));
      reply.header("ratelimit-policy", `"default";q=${limit};w=60`);
      reply.header("ratelimit", `"default";r=${Math.max(0, limit - count)};t=${seconds}`);
      if (count <= limit) return;
      reply.header("retry-after", String(seconds));
      throw new ProblemError("rate_limited", [{ code: "rate_limited", path: "", params: { seconds } }]);
    });
  },
  { name: "rate-limit", dependencies: ["authentication"] },
);
