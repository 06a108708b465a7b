import { answerOf, anyJson, anyObject, objectOf, qualifiedId, text } from "../../http/schemas.ts";

const expression = {
  type: ["string", "object", "number", "boolean", "array", "null"],
  description: "Text, or canonical JSON",
};

export const compileBody = objectOf({ entity: qualifiedId, expression });
export const compileAnswer = answerOf({
  json: anyJson,
  text,
  type: text,
  reads: { type: "array", items: text },
  runs: { type: "array", items: { enum: ["sql", "server", "browser"] } },
});

const record = { anyOf: [anyObject, { type: "null" }] };

export const evaluateBody = objectOf(
  {
    entity: qualifiedId,
    expression,
    record,
    old: record,
    input: record,
    now: { type: "string", maxLength: 40 },
    timeZone: { type: "string", minLength: 1, maxLength: 64 },
  },
  ["entity", "expression"],
);
export const evaluateAnswer = answerOf({ type: text, value: anyJson });
