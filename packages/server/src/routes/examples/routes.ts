import type { Resource } from "../../http/resource.ts";
import { answerOf, answers, noQuery, text } from "../../http/schemas.ts";
import { listExamples } from "./example-folder.ts";

const count = { type: "integer", minimum: 0 };

const examplesAnswer = answerOf({
  data: {
    type: "array",
    items: answerOf({
      id: text,
      label: text,
      description: text,
      icon: text,
      entities: count,
      pages: count,
      seeded: { type: "boolean" },
    }),
  },
  page: answerOf({ next: { type: "null" } }),
});

/** Apps that come with the product, ready to be installed by `POST /apps/import` `{example}`. */
export const examples: Resource = {
  name: "examples",
  register(app, { config }) {
    app.get(
      "/api/v1/examples",
      {
        schema: { querystring: noQuery, response: answers({ 200: examplesAnswer }) },
        config: { access: "admin", operation: "listExamples", summary: "Apps that come with the product" },
      },
      async () => ({
        data: config.examplesDirectory === undefined ? [] : await listExamples(config.examplesDirectory),
        page: { next: null },
      }),
    );
  },
};
