import { itemCodes, type ProblemCode, ProblemError, requestCodes } from "@dougong/model";
import type { Resource } from "../../http/resource.ts";
import { answers, noQuery, objectOf, text } from "../../http/schemas.ts";
import { problemHtml } from "./problem-page.ts";

const params = objectOf({ code: { type: "string", maxLength: 60 } });

const known = new Map<string, ProblemCode>(
  [...Object.keys(requestCodes), ...itemCodes].map((code) => [code, code as ProblemCode]),
);

/** A page for each code: where a problem's `type` leads. */
export const problems: Resource = {
  name: "problems",
  register(app) {
    app.get<{ Params: { code: string } }>(
      "/problems/:code",
      {
        schema: { params, querystring: noQuery, response: answers({ 200: text }) },
        config: {
          access: "public",
          operation: "explainProblem",
          summary: "What a problem's code means",
          internal: true,
        },
      },
      async (request, reply) => {
        const code = known.get(request.params.code);
        if (code === undefined) throw new ProblemError("not_found");
        return reply.type("text/html; charset=utf-8").send(problemHtml(code, await request.language()));
      },
    );
  },
};
