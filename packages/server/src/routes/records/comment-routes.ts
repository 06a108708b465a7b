import type { PageOptions } from "@dougong/data";
import type { FastifyInstance } from "fastify";
import { sendJsonText } from "../../http/json-answer.ts";
import { answers, noQuery } from "../../http/schemas.ts";
import type { Services } from "../../services.ts";
import { readContext } from "./read-context.ts";
import { commentAnswer, commentBody, commentsAnswer, pageQuery, recordParams } from "./schemas.ts";
import { submitWrite } from "./submit-write.ts";

interface RecordParams {
  readonly entity: string;
  readonly id: string;
}

/** What people say about records. */
export function registerComments(app: FastifyInstance, services: Services): void {
  app.get<{ Params: RecordParams; Querystring: PageOptions }>(
    "/api/v1/records/:entity/:id/comments",
    {
      schema: { params: recordParams, querystring: pageQuery, response: answers({ 200: commentsAnswer }) },
      config: { access: "session", operation: "listComments", summary: "Comments of a record, newest last" },
    },
    async (request, reply) => {
      const { entity, id } = request.params;
      return sendJsonText(
        reply,
        await services.queries.comments(await readContext(request), entity, id, request.query),
      );
    },
  );

  app.post<{ Params: RecordParams; Body: { readonly text: string } }>(
    "/api/v1/records/:entity/:id/comments",
    {
      schema: {
        params: recordParams,
        querystring: noQuery,
        body: commentBody,
        response: answers({ 201: commentAnswer }),
      },
      config: {
        access: "session",
        operation: "addComment",
        summary: "Say something about a record; @name speaks to people",
        dryRun: true,
        idempotency: "own",
      },
    },
    async (request, reply) => {
      const { entity, id } = request.params;
      const command = { do: "comment", entity, id, text: request.body.text } as const;
      return submitWrite(request, reply, services, command, (result) =>
        sendJsonText(reply.status(201), result.body),
      );
    },
  );
}
