import { answerOf, anyJson, objectOf, problemSchema, recordId, text } from "../../http/schemas.ts";

export const jobParams = objectOf({ id: recordId });

export const jobAnswer = answerOf({
  id: text,
  kind: text,
  status: { enum: ["queued", "running", "succeeded", "failed", "cancelled"] },
  progress: { type: "number", minimum: 0, maximum: 1 },
  result: anyJson,
  problem: { anyOf: [problemSchema, { type: "null" }] },
});
