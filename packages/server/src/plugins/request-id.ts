import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";

/** Says in each answer which request it was; the log has the same id. */
export const requestId = fp(
  async (app: FastifyInstance) => {
    app.addHook("onRequest", async (request, reply) => {
      reply.header("request-id", request.id);
    });
  },
  { name: "request-id" },
);
