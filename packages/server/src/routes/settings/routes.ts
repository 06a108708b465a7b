import { readAppSettings } from "@dougong/data";
import type { JsonObject } from "@dougong/model";
import { etagOf, sendJsonText } from "../../http/json-answer.ts";
import type { Resource } from "../../http/resource.ts";
import { answers, noQuery } from "../../http/schemas.ts";
import { readIfMatch } from "../../http/write-headers.ts";
import { submitWrite } from "../records/submit-write.ts";
import { settingsBody, settingsParams } from "./schemas.ts";

/** The values of apps' settings. */
export const settings: Resource = {
  name: "settings",
  register(app, services) {
    app.get<{ Params: { readonly app: string } }>(
      "/api/v1/settings/:app",
      {
        schema: { params: settingsParams, querystring: noQuery, response: answers({ 200: settingsBody }) },
        config: { access: "session", operation: "readSettings", summary: "The values of an app's settings" },
      },
      async (request, reply) => {
        const [actor, { catalogue }] = await Promise.all([request.actor(), request.pin()]);
        const found = await readAppSettings(services.workspace, { actor, catalogue }, request.params.app);
        return sendJsonText(reply.header("etag", etagOf(found.version)), found.body);
      },
    );

    app.patch<{ Params: { readonly app: string }; Body: JsonObject }>(
      "/api/v1/settings/:app",
      {
        schema: {
          params: settingsParams,
          querystring: noQuery,
          body: settingsBody,
          response: answers({ 200: settingsBody }),
        },
        config: {
          access: "session",
          operation: "changeSettings",
          summary: "Change values of an app's settings; null takes one back to its default",
          dryRun: true,
          idempotency: "own",
        },
      },
      async (request, reply) => {
        const ifMatch = readIfMatch(request) ?? "*";
        // A design that was published a moment ago counts.
        await request.pin();
        const command = {
          do: "changeSettings",
          app: request.params.app,
          ifMatch,
          patch: request.body,
        } as const;
        return submitWrite(request, reply, services, command, (result, context) => {
          if (!context.dryRun) reply.header("etag", etagOf(result.version));
          return sendJsonText(reply, result.body);
        });
      },
    );
  },
};
