import type { SetupInput } from "@dougong/data";
import type { Resource } from "../../http/resource.ts";
import { answerOf, answers, noQuery } from "../../http/schemas.ts";
import { sessionCookie } from "../../http/session-cookie.ts";
import { readDryRun } from "../../http/write-headers.ts";
import { explainRateLimit, openSession } from "../session/routes.ts";
import { sessionAnswer } from "../session/schemas.ts";
import { setupBody } from "./schemas.ts";

/** The first admin, made once. */
export const setup: Resource = {
  name: "setup",
  register(app, { identity, config }) {
    const cookie = sessionCookie(config.publicUrl);

    app.get(
      "/api/v1/setup",
      {
        schema: {
          querystring: noQuery,
          response: answers({ 200: answerOf({ needed: { type: "boolean" } }) }),
        },
        config: {
          access: "public",
          operation: "readSetup",
          summary: "Whether the first admin is still to be made",
        },
      },
      async () => ({ needed: await identity.setupNeeded() }),
    );

    app.post<{ Body: SetupInput }>(
      "/api/v1/setup",
      {
        schema: { querystring: noQuery, body: setupBody, response: answers({ 201: sessionAnswer }) },
        config: {
          access: "public",
          operation: "setUp",
          summary: "Make the first admin and sign in",
          dryRun: true,
          idempotency: "refused",
        },
      },
      async (request, reply) => {
        try {
          const opened = await identity.setUp(request.body, {
            address: request.ip,
            dryRun: readDryRun(request),
          });
          if (opened !== null) return openSession(reply, cookie, opened);
          const { email, name } = request.body;
          return reply.status(201).send({ user: { id: "", email, name }, csrfToken: "" });
        } catch (error) {
          explainRateLimit(reply, error);
          throw error;
        }
      },
    );
  },
};
