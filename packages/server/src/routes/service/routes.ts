import type { Resource } from "../../http/resource.ts";
import { answerOf, answers, noQuery, text } from "../../http/schemas.ts";

/** Areas of the contract that hold as a whole. None does yet: a part of an area is not named here. */
const areas: readonly string[] = [];

/** What answers here, and which areas of the contract one may rely on. */
export const service: Resource = {
  name: "service",
  register(app, { config }) {
    app.get(
      "/api/v1",
      {
        schema: {
          querystring: noQuery,
          response: answers({
            200: answerOf({
              name: text,
              contract: text,
              version: text,
              areas: { type: "array", items: text },
            }),
          }),
        },
        config: {
          access: "public",
          operation: "readService",
          summary: "Name, contract and version of the service",
        },
      },
      async () => ({ name: "Dougong", contract: "1.0", version: config.version, areas }),
    );
  },
};
