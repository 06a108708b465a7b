import { ProblemError } from "@dougong/model";
import { sendJsonText } from "../../http/json-answer.ts";
import type { Resource } from "../../http/resource.ts";
import { answerOf, answers, anyJson, objectOf, qualifiedId, text } from "../../http/schemas.ts";

const changesQuery = objectOf(
  {
    since: {
      type: "string",
      maxLength: 20,
      description: "`next` of a former answer; without it from the start",
    },
    entity: qualifiedId,
    limit: { type: "integer", minimum: 1, default: 100, description: "1 to 500" },
  },
  [],
);

const changesAnswer = answerOf({
  data: {
    type: "array",
    items: answerOf({
      entity: text,
      id: text,
      version: { type: "integer" },
      type: { enum: ["created", "updated", "deleted", "restored"] },
      at: text,
      by: { type: ["string", "null"] },
      via: answerOf({ kind: text, id: text }, ["kind"]),
      changes: { type: "array", items: answerOf({ path: text, from: anyJson, to: anyJson }) },
    }),
  },
  next: text,
});

const maxLimit = 500;

function readSince(since: string | undefined): number {
  if (since === undefined || since === "") return 0;
  if (/^\d{1,15}$/.test(since)) return Number(since);
  throw new ProblemError("bad_parameter", [
    {
      code: "bad_parameter",
      path: "/since",
      params: { name: "since", expected: "`next`" },
      expected: "next",
    },
  ]);
}

function readLimit(limit = 100): number {
  if (limit <= maxLimit) return limit;
  const params = { max: maxLimit };
  throw new ProblemError("validation_failed", [
    { code: "too_many", path: "/limit", params, expected: params, got: limit },
  ]);
}

/** What changed, in the order of commits: for those who keep a copy. */
export const changes: Resource = {
  name: "changes",
  register(app, { queries }) {
    app.get<{ Querystring: { since?: string; entity?: string; limit?: number } }>(
      "/api/v1/changes",
      {
        schema: { querystring: changesQuery, response: answers({ 200: changesAnswer }) },
        config: {
          access: "session",
          operation: "readChanges",
          summary: "Changes of records after a point, in the order of commits",
        },
      },
      async (request, reply) => {
        const { entity } = request.query;
        const [since, limit] = [readSince(request.query.since), readLimit(request.query.limit)];
        const [actor, pinned] = await Promise.all([request.actor(), request.pin()]);
        const query = { since, limit, ...(entity === undefined ? {} : { entity }) };
        return sendJsonText(reply, await queries.changes({ actor, ...pinned }, query));
      },
    );
  },
};
