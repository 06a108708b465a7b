import type { PageOptions } from "@dougong/data";
import type { FastifyInstance } from "fastify";
import { etagOf, sendJsonText } from "../../http/json-answer.ts";
import { answers, noQuery } from "../../http/schemas.ts";
import type { Services } from "../../services.ts";
import { readContext } from "./read-context.ts";
import { type AggregateMembers, namesOf, type QueryMembers, readAggregate, readQuery } from "./read-query.ts";
import {
  aggregateAnswer,
  aggregateBody,
  entityParams,
  getQuery,
  historyAnswer,
  listAnswer,
  listQuery,
  pageQuery,
  queryBody,
  recordAnswer,
  recordParams,
} from "./schemas.ts";

interface EntityParams {
  readonly entity: string;
}

interface RecordParams extends EntityParams {
  readonly id: string;
}

/** Lists, records and their history. */
export function registerReads(app: FastifyInstance, { queries }: Services): void {
  app.get<{ Params: EntityParams; Querystring: QueryMembers }>(
    "/api/v1/records/:entity",
    {
      schema: { params: entityParams, querystring: listQuery, response: answers({ 200: listAnswer }) },
      config: {
        access: "session",
        operation: "listRecords",
        summary: "List records; `filter` is a text expression",
      },
    },
    async (request, reply) =>
      sendJsonText(
        reply,
        await queries.list(await readContext(request), readQuery(request.params.entity, request.query)),
      ),
  );

  app.post<{ Params: EntityParams; Body: QueryMembers }>(
    "/api/v1/records/:entity/query",
    {
      schema: {
        params: entityParams,
        querystring: noQuery,
        body: queryBody,
        response: answers({ 200: listAnswer }),
      },
      config: {
        access: "session",
        operation: "queryRecords",
        summary: "List records; `filter` is text or canonical JSON",
      },
    },
    async (request, reply) =>
      sendJsonText(
        reply,
        await queries.list(await readContext(request), readQuery(request.params.entity, request.body)),
      ),
  );

  app.post<{ Params: EntityParams; Body: AggregateMembers }>(
    "/api/v1/records/:entity/aggregate",
    {
      schema: {
        params: entityParams,
        querystring: noQuery,
        body: aggregateBody,
        response: answers({ 200: aggregateAnswer }),
      },
      config: {
        access: "session",
        operation: "aggregateRecords",
        summary: "Sums, counts and other measures over records, by groups; without `groupBy` one row",
      },
    },
    async (request, reply) =>
      sendJsonText(
        reply,
        await queries.aggregate(
          await readContext(request),
          readAggregate(request.params.entity, request.body),
        ),
      ),
  );

  app.get<{ Params: RecordParams; Querystring: { select?: string; expand?: string; version?: number } }>(
    "/api/v1/records/:entity/:id",
    {
      schema: { params: recordParams, querystring: getQuery, response: answers({ 200: recordAnswer }) },
      config: {
        access: "session",
        operation: "readRecord",
        summary: "Read a record, now or as it was at a version",
      },
    },
    async (request, reply) => {
      const { entity, id } = request.params;
      const { version } = request.query;
      const select = namesOf(request.query.select, "select");
      const expand = namesOf(request.query.expand, "expand");
      const found = await queries.get(await readContext(request), entity, id, {
        ...(select === undefined ? {} : { select }),
        ...(expand === undefined ? {} : { expand }),
        ...(version === undefined ? {} : { version }),
      });
      return sendJsonText(reply.header("etag", etagOf(found.version)), found.body);
    },
  );

  app.get<{ Params: RecordParams; Querystring: PageOptions }>(
    "/api/v1/records/:entity/:id/history",
    {
      schema: { params: recordParams, querystring: pageQuery, response: answers({ 200: historyAnswer }) },
      config: { access: "session", operation: "readHistory", summary: "Changes of a record, newest first" },
    },
    async (request, reply) =>
      sendJsonText(
        reply,
        await queries.history(
          await readContext(request),
          request.params.entity,
          request.params.id,
          request.query,
        ),
      ),
  );
}
