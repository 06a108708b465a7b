import type { MergeRequest } from "@dougong/data";
import type { FastifyInstance } from "fastify";
import { etagOf, sendJsonText } from "../../http/json-answer.ts";
import { answers, noQuery } from "../../http/schemas.ts";
import { readIfMatch } from "../../http/write-headers.ts";
import type { Services } from "../../services.ts";
import { mergeBody, recordAnswer, recordParams } from "./schemas.ts";
import { submitWrite } from "./submit-write.ts";

/** One record of several. */
export function registerMerges(app: FastifyInstance, services: Services): void {
  app.post<{ Params: { readonly entity: string; readonly id: string }; Body: MergeRequest }>(
    "/api/v1/records/:entity/:id/merge",
    {
      schema: {
        params: recordParams,
        querystring: noQuery,
        body: mergeBody,
        response: answers({ 200: recordAnswer }),
      },
      config: {
        access: "session",
        operation: "mergeRecords",
        summary: "Make one record of several: what points to the others points to it",
        dryRun: true,
        idempotency: "own",
      },
    },
    (request, reply) => {
      const { entity, id } = request.params;
      const ifMatch = readIfMatch(request) ?? "*";
      const command = { do: "merge", entity, id, ifMatch, request: request.body } as const;
      return submitWrite(request, reply, services, command, (result, context) => {
        if (!context.dryRun) reply.header("etag", etagOf(result.version));
        return sendJsonText(reply, result.body);
      });
    },
  );
}
