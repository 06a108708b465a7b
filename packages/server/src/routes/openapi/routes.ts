import type { Resource } from "../../http/resource.ts";
import { answerOf, answers, anyObject, noQuery, problemSchema, text } from "../../http/schemas.ts";
import { openApiDocument } from "../../openapi/openapi-document.ts";
import { reachApp } from "../apps/reach-app.ts";
import { appParams } from "../apps/schemas.ts";

/** The API of one app as OpenAPI. */
export const openapi: Resource = {
  name: "openapi",
  register(app, { config }) {
    app.get<{ Params: { app: string } }>(
      "/api/v1/apps/:app/openapi.json",
      {
        schema: {
          params: appParams,
          querystring: noQuery,
          response: answers({ 200: answerOf({ openapi: text, info: anyObject, paths: anyObject }) }),
        },
        config: {
          access: "session",
          operation: "readOpenApi",
          summary: "OpenAPI 3.1 of what the caller can reach",
        },
      },
      async (request) => {
        const { document } = await reachApp(request, request.params.app);
        const { catalogue } = await request.pin();
        return openApiDocument({
          app: document.id,
          version: config.version,
          catalogue,
          routes: app.declaredRoutes,
          problem: problemSchema,
        });
      },
    );
  },
};
