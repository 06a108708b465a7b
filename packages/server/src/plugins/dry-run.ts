import { ProblemError } from "@dougong/model";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { readDryRun } from "../http/write-headers.ts";

/** A `Dry-Run` that a route cannot honour is refused: taken for a trial, it would do the thing. */
export const dryRun = fp(
  async (app: FastifyInstance) => {
    app.addHook("onRequest", async (request, reply) => {
      if (request.method === "GET" || request.method === "HEAD" || !readDryRun(request)) return;
      if (request.routeOptions.config.dryRun !== true) {
        throw new ProblemError("bad_parameter", [
          {
            code: "bad_parameter",
            path: "",
            params: { name: "Dry-Run" },
            expected: "a route that can be tried without effect",
          },
        ]);
      }
      reply.header("dry-run", "true");
    });
  },
  { name: "dry-run" },
);
