import type { ActionRequest, IfMatch } from "@dougong/data";
import { type JsonObject, ProblemError, renderProblem } from "@dougong/model";
import { etagOf, sendJsonText } from "../../http/json-answer.ts";
import type { Resource } from "../../http/resource.ts";
import { answers, noQuery } from "../../http/schemas.ts";
import { readIfMatch } from "../../http/write-headers.ts";
import { submitWrite } from "../records/submit-write.ts";
import {
  actionAnswer,
  actionBody,
  actionParams,
  entityParams,
  offeredAnswer,
  offeredQuery,
} from "./schemas.ts";

interface ActionBody {
  readonly id?: string;
  readonly ids?: readonly string[];
  readonly input?: JsonObject;
}

/** @throws ProblemError where it names one record and several, or a version of several */
function requestOf({ id, ids, input = {} }: ActionBody, ifMatch: IfMatch | undefined): ActionRequest {
  if (id !== undefined && ids !== undefined)
    throw new ProblemError("validation_failed", [
      { code: "unknown_member", path: "/ids", params: { name: "ids" }, expected: "id or ids" },
    ]);
  if (ids !== undefined) {
    if (ifMatch !== undefined)
      throw new ProblemError("bad_parameter", [
        { code: "bad_parameter", path: "", params: { name: "If-Match", expected: "one record" } },
      ]);
    return { target: { ids }, input };
  }
  if (id === undefined) return { target: null, input };
  return { target: { id, ...(ifMatch === undefined ? {} : { ifMatch }) }, input };
}

/** What people do with records beyond changing their fields. */
export const actions: Resource = {
  name: "actions",
  register(app, services) {
    app.get<{ Params: { entity: string }; Querystring: { id?: string } }>(
      "/api/v1/actions/:entity",
      {
        schema: {
          params: entityParams,
          querystring: offeredQuery,
          response: answers({ 200: offeredAnswer }),
        },
        config: {
          access: "session",
          operation: "listActions",
          summary: "The actions of a record, and which are possible now",
        },
      },
      async (request) => {
        const [actor, { catalogue, settings }] = await Promise.all([request.actor(), request.pin()]);
        const context = { actor, via: { kind: "api" as const }, catalogue, settings, dryRun: false };
        const offered = await services.records.actions(
          context,
          request.params.entity,
          request.query.id ?? null,
        );
        const locale = await request.language();
        return {
          data: offered.map(({ id, allowed, problem }) => ({
            id,
            allowed,
            ...(problem === undefined ? {} : { reason: renderProblem(problem, locale).message }),
          })),
        };
      },
    );

    app.post<{ Params: { entity: string; action: string }; Body: ActionBody | null }>(
      "/api/v1/actions/:entity/:action",
      {
        schema: {
          params: actionParams,
          querystring: noQuery,
          body: actionBody,
          response: answers({ 200: actionAnswer }),
        },
        config: {
          access: "session",
          operation: "runAction",
          summary: "Run an action on a record, or on several at once",
          dryRun: true,
          idempotency: "own",
        },
      },
      async (request, reply) => {
        const { entity, action } = request.params;
        const asked = requestOf(request.body ?? {}, readIfMatch(request));
        const one = asked.target !== null && "id" in asked.target;
        const command = { do: "act", entity, action, request: asked } as const;
        return submitWrite(request, reply, services, command, (result, context) => {
          if (one && !context.dryRun) reply.header("etag", etagOf(result.version));
          return sendJsonText(reply.status(result.status), result.body);
        });
      },
    );
  },
};
