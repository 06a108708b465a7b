import type { OpenedSession } from "@dougong/data";
import { ProblemError } from "@dougong/model";
import type { FastifyReply } from "fastify";
import type { Resource } from "../../http/resource.ts";
import { answers, noContent, noQuery } from "../../http/schemas.ts";
import { type SessionCookie, sessionCookie } from "../../http/session-cookie.ts";
import { sessionAnswer, signInBody } from "./schemas.ts";

/** Gives the browser its session, and the caller what it says. */
export function openSession(reply: FastifyReply, cookie: SessionCookie, opened: OpenedSession) {
  const { user, csrfToken } = opened.signedIn;
  reply.setCookie(cookie.name, opened.token, cookie.options).status(201);
  return { user, csrfToken };
}

/** Says when to try again (RFC 9110, and the RateLimit fields of the IETF draft). */
export function explainRateLimit(reply: FastifyReply, error: unknown): void {
  if (!(error instanceof ProblemError) || error.code !== "rate_limited") return;
  const { retryAfter, limit, window } = error.members;
  reply.header("retry-after", String(retryAfter ?? 60));
  reply.header("ratelimit-policy", `"sign-in";q=${String(limit)};w=${String(window)}`);
  reply.header("ratelimit", `"sign-in";r=0;t=${String(retryAfter)}`);
}

/** Signing in and out. */
export const session: Resource = {
  name: "session",
  register(app, { identity, config }) {
    const cookie = sessionCookie(config.publicUrl);

    app.post<{ Body: { email: string; password: string; otp?: string } }>(
      "/api/v1/session",
      {
        schema: { querystring: noQuery, body: signInBody, response: answers({ 201: sessionAnswer }) },
        config: {
          access: "public",
          operation: "signIn",
          summary: "Sign in with e-mail address and password",
          idempotency: "refused",
        },
      },
      async (request, reply) => {
        const previous = request.cookies[cookie.name];
        try {
          const { email, password } = request.body;
          const opened = await identity.signIn({
            email,
            password,
            address: request.ip,
            ...(previous === undefined ? {} : { previous }),
          });
          return openSession(reply, cookie, opened);
        } catch (error) {
          explainRateLimit(reply, error);
          throw error;
        }
      },
    );

    app.get(
      "/api/v1/session",
      {
        schema: { querystring: noQuery, response: answers({ 200: sessionAnswer }) },
        config: {
          access: "session",
          operation: "readSession",
          summary: "Who is signed in, and the CSRF token",
        },
      },
      async (request) => ({ user: request.signedIn?.user, csrfToken: request.signedIn?.csrfToken }),
    );

    app.delete(
      "/api/v1/session",
      {
        schema: { querystring: noQuery, response: answers({ 204: noContent }) },
        config: { access: "session", operation: "signOut", summary: "Sign out" },
      },
      async (request, reply) => {
        await identity.signOut(request.cookies[cookie.name] ?? "");
        return reply.clearCookie(cookie.name, cookie.options).status(204).send();
      },
    );
  },
};
