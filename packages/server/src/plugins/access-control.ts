import { ProblemError } from "@dougong/model";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";

const safe = new Set(["GET", "HEAD", "OPTIONS"]);

/** Holds the caller against what the route declares, before anything of the body is read. */
export const accessControl = fp(
  async (app: FastifyInstance) => {
    app.addHook("onRequest", async (request) => {
      const access = request.routeOptions.config.access;
      if (access === undefined || access === "public") return;
      const { signedIn } = request;
      if (signedIn === null) {
        const expired = request.headers.cookie?.includes("dougong_session=") === true;
        throw new ProblemError(
          "unauthenticated",
          expired ? [{ code: "unauthenticated", path: "", variant: "expired" }] : [],
        );
      }
      if (!safe.has(request.method) && request.headers["x-csrf-token"] !== signedIn.csrfToken)
        throw new ProblemError("csrf_failed");
      if (access === "admin" && !signedIn.roles.includes("system.admin")) throw new ProblemError("forbidden");
    });
  },
  { name: "access-control", dependencies: ["authentication"] },
);
