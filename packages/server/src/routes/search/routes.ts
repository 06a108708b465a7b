import { ProblemError } from "@dougong/model";
import { sendJsonText } from "../../http/json-answer.ts";
import type { Resource } from "../../http/resource.ts";
import { answerOf, answers, objectOf, text } from "../../http/schemas.ts";

const searchQuery = objectOf(
  {
    q: {
      type: "string",
      maxLength: 255,
      description: "Words that a record must hold; pinyin and initials, too",
    },
    limit: { type: "integer", minimum: 1, default: 20, description: "1 to 100" },
  },
  ["q"],
);

const searchAnswer = answerOf({
  data: { type: "array", items: answerOf({ entity: text, id: text, $label: { type: ["string", "null"] } }) },
});

const maxLimit = 100;

/** Records of all entities by what stands in them. */
export const search: Resource = {
  name: "search",
  register(app, { queries }) {
    app.get<{ Querystring: { q: string; limit?: number } }>(
      "/api/v1/search",
      {
        schema: { querystring: searchQuery, response: answers({ 200: searchAnswer }) },
        config: {
          access: "session",
          operation: "searchRecords",
          summary:
            "Records of every entity that hold the words, their pinyin or its initials; the best first",
        },
      },
      async (request, reply) => {
        const { q, limit = 20 } = request.query;
        const params = { max: maxLimit };
        if (limit > maxLimit)
          throw new ProblemError("validation_failed", [
            { code: "too_many", path: "/limit", params, expected: params, got: limit },
          ]);
        const [actor, pinned] = await Promise.all([request.actor(), request.pin()]);
        return sendJsonText(reply, await queries.search({ actor, ...pinned }, q, limit));
      },
    );
  },
};
