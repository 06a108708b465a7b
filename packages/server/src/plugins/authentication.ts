import type { Identity } from "@dougong/data";
import cookie from "@fastify/cookie";
import type { FastifyInstance } from "fastify";
import fp from "fastify-plugin";
import { sessionCookie } from "../http/session-cookie.ts";

export interface AuthenticationOptions {
  readonly identity: Identity;
  readonly publicUrl: string;
}

/** Reads who calls. Whether they may is decided by `access-control`. */
export const authentication = fp<AuthenticationOptions>(
  async (app: FastifyInstance, { identity, publicUrl }) => {
    const { name } = sessionCookie(publicUrl);
    await app.register(cookie);
    app.decorateRequest("signedIn", null);
    app.addHook("onRequest", async (request) => {
      const access = request.routeOptions.config.access;
      const token = request.cookies[name];
      if (access === undefined || access === "public" || token === undefined || token === "") return;
      request.signedIn = await identity.session(token);
    });
  },
  { name: "authentication" },
);
