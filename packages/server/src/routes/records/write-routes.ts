import type { WriteContext, WriteResult } from "@dougong/data";
import type { JsonObject } from "@dougong/model";
import type { FastifyInstance, FastifyReply } from "fastify";
import { etagOf, sendJsonText } from "../../http/json-answer.ts";
import { answers, noBody, noContent, noQuery } from "../../http/schemas.ts";
import { requireIfMatch } from "../../http/write-headers.ts";
import type { Services } from "../../services.ts";
import { entityParams, recordAnswer, recordBody, recordParams } from "./schemas.ts";
import { submitWrite } from "./submit-write.ts";

interface EntityParams {
  readonly entity: string;
}

interface RecordParams extends EntityParams {
  readonly id: string;
}

function answer(reply: FastifyReply, result: WriteResult, context: WriteContext): FastifyReply {
  reply.status(result.status);
  if (result.status === 204) return reply.send();
  if (!context.dryRun) reply.header("etag", etagOf(result.version));
  return sendJsonText(reply, result.body);
}

/** Creating, changing, deleting, restoring: all through the record service. */
export function registerWrites(app: FastifyInstance, services: Services): void {
  app.post<{ Params: EntityParams; Body: JsonObject }>(
    "/api/v1/records/:entity",
    {
      schema: {
        params: entityParams,
        querystring: noQuery,
        body: recordBody,
        response: answers({ 201: recordAnswer }),
      },
      config: {
        access: "session",
        operation: "createRecord",
        summary: "Create a record with its lines",
        dryRun: true,
        idempotency: "own",
      },
    },
    (request, reply) => {
      const { entity } = request.params;
      const command = { do: "create", entity, input: request.body } as const;
      return submitWrite(request, reply, services, command, (result, context) => {
        if (!context.dryRun) reply.header("location", `/api/v1/records/${entity}/${result.id}`);
        return answer(reply, result, context);
      });
    },
  );

  app.patch<{ Params: RecordParams; Body: JsonObject }>(
    "/api/v1/records/:entity/:id",
    {
      schema: {
        params: recordParams,
        querystring: noQuery,
        body: recordBody,
        response: answers({ 200: recordAnswer }),
      },
      config: {
        access: "session",
        operation: "updateRecord",
        summary: "Change a record: merge patch by field",
        dryRun: true,
        idempotency: "own",
      },
    },
    async (request, reply) => {
      const { entity, id } = request.params;
      const ifMatch = requireIfMatch(request);
      const command = { do: "update", entity, id, ifMatch, patch: request.body } as const;
      return submitWrite(request, reply, services, command, (...done) => answer(reply, ...done));
    },
  );

  app.delete<{ Params: RecordParams }>(
    "/api/v1/records/:entity/:id",
    {
      schema: { params: recordParams, querystring: noQuery, response: answers({ 204: noContent }) },
      config: {
        access: "session",
        operation: "deleteRecord",
        summary: "Put a record in the trash",
        dryRun: true,
        idempotency: "own",
      },
    },
    async (request, reply) => {
      const { entity, id } = request.params;
      const ifMatch = requireIfMatch(request);
      const command = { do: "remove", entity, id, ifMatch } as const;
      return submitWrite(request, reply, services, command, (...done) => answer(reply, ...done));
    },
  );

  app.post<{ Params: RecordParams }>(
    "/api/v1/records/:entity/:id/restore",
    {
      schema: {
        params: recordParams,
        querystring: noQuery,
        body: noBody,
        response: answers({ 200: recordAnswer }),
      },
      config: {
        access: "session",
        operation: "restoreRecord",
        summary: "Bring a record back from the trash",
        dryRun: true,
        idempotency: "own",
      },
    },
    (request, reply) => {
      const { entity, id } = request.params;
      const command = { do: "restore", entity, id } as const;
      return submitWrite(request, reply, services, command, (...done) => answer(reply, ...done));
    },
  );
}
