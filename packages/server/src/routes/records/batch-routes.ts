import type { BatchOperation, EachResult } from "@dougong/data";
import type { Catalogue } from "@dougong/fields";
import { ProblemError } from "@dougong/model";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { sendJsonText } from "../../http/json-answer.ts";
import { problemBody } from "../../http/problem-response.ts";
import { answers, noQuery } from "../../http/schemas.ts";
import type { Services } from "../../services.ts";
import { batchAnswer, batchBody, bulkBody, entityParams } from "./schemas.ts";
import { submitWrite } from "./submit-write.ts";
import { writeContext } from "./write-context.ts";

interface BatchBody<Operation> {
  readonly atomic?: boolean;
  readonly operations: readonly Operation[];
}

type BulkOperation = Omit<BatchOperation, "entity"> & { readonly entity?: string };

const bodyLimit = 10 * 1024 * 1024;

/** Many operations in one request: on one entity, or on any. */
export function registerBatches(app: FastifyInstance, services: Services): void {
  const together = (
    request: FastifyRequest,
    reply: FastifyReply,
    operations: readonly BatchOperation[],
  ): Promise<FastifyReply> =>
    submitWrite(request, reply, services, { do: "batch", operations }, (result) =>
      sendJsonText(reply, result.body),
    );

  /** Its whole answer is kept under the request's key, each operation's outcome under one of its own. */
  async function each(
    request: FastifyRequest,
    reply: FastifyReply,
    operations: readonly BatchOperation[],
  ): Promise<FastifyReply> {
    const context = await writeContext(request);
    const replayed = await request.replayed(reply);
    if (replayed !== null) return replayed;
    return sendJsonText(reply, await eachBody(request, await services.records.each(context, operations)));
  }

  app.post<{ Body: BatchBody<BatchOperation> }>(
    "/api/v1/batch",
    {
      schema: { querystring: noQuery, body: batchBody, response: answers({ 200: batchAnswer }) },
      config: {
        access: "session",
        operation: "batch",
        summary: "Many operations on records of any entity; all or none unless `atomic` is false",
        dryRun: true,
        idempotency: "own",
        bodyLimit,
      },
      bodyLimit,
    },
    (request, reply) => {
      const { atomic = true, operations } = request.body;
      return atomic ? together(request, reply, operations) : each(request, reply, operations);
    },
  );

  app.post<{ Params: { readonly entity: string }; Body: BatchBody<BulkOperation> }>(
    "/api/v1/records/:entity/bulk",
    {
      schema: {
        params: entityParams,
        querystring: noQuery,
        body: bulkBody,
        response: answers({ 200: batchAnswer }),
      },
      config: {
        access: "session",
        operation: "bulk",
        summary: "Many operations on records of one entity; all or none unless `atomic` is false",
        dryRun: true,
        idempotency: "own",
        bodyLimit,
      },
      bodyLimit,
    },
    async (request, reply) => {
      const { atomic = true } = request.body;
      const { entity } = request.params;
      requireEntity((await request.pin()).catalogue, entity);
      const operations = ofEntity(request.body.operations, entity);
      return atomic ? together(request, reply, operations) : each(request, reply, operations);
    },
  );
}

/** @throws ProblemError `not_found` · `owned_entity` for an address that no batch can be sent to */
function requireEntity(catalogue: Catalogue, id: string): void {
  const entity = catalogue.entities.get(id);
  if (entity === undefined) throw new ProblemError("not_found", [{ code: "not_found", path: "" }]);
  if (entity.owner === null) return;
  const params = { entity: entity.label, owner: entity.owner.entity, field: entity.owner.field };
  throw new ProblemError("owned_entity", [{ code: "owned_entity", path: "", params }]);
}

/** @throws ProblemError where an operation names another entity than the address does */
function ofEntity(operations: readonly BulkOperation[], entity: string): readonly BatchOperation[] {
  const problems = operations.flatMap((operation, index) =>
    operation.entity === undefined || operation.entity === entity
      ? []
      : [
          {
            code: "bad_format" as const,
            path: `/operations/${index}/entity`,
            expected: entity,
            got: operation.entity,
          },
        ],
  );
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
  return operations.map((operation) => ({ ...operation, entity }));
}

async function eachBody(request: FastifyRequest, results: readonly EachResult[]): Promise<string> {
  const locale = await request.language();
  const items = results.map((result) => {
    if ("error" in result) {
      const problem = problemBody(result.error, locale, request.id);
      return JSON.stringify({ status: problem.status, problem });
    }
    const record = result.record === null ? "" : `,"record":${result.record}`;
    return `{"status":${result.status}${record}}`;
  });
  return `{"results":[${items.join(",")}]}`;
}
