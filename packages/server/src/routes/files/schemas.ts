import { answerOf, objectOf, recordId, text } from "../../http/schemas.ts";

export const fileParams = objectOf({ id: recordId });
export const fileAnswer = answerOf({
  id: text,
  name: text,
  size: { type: "integer" },
  type: text,
  sha256: text,
});
export const fileForm = objectOf({ file: { type: "string", format: "binary" } });
/** The body of a form is read part by part, not by a schema. */
export const formBody = { type: "null" };
export const fileContent = { type: "string", format: "binary" };
