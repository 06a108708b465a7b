import { answerOf, anyObject, objectOf, qualifiedId } from "../../http/schemas.ts";

export const formParams = objectOf({ form: qualifiedId });

export const evaluateFormBody = objectOf({ record: anyObject });

const flag = { type: "boolean" };
const states = {
  type: "object",
  additionalProperties: answerOf(
    {
      visible: flag,
      required: flag,
      readOnly: flag,
      options: { type: "array", items: { type: "string" } },
    },
    ["visible", "required", "readOnly"],
  ),
};

export const evaluateFormAnswer = answerOf({
  values: anyObject,
  fields: states,
  rows: { type: "object", additionalProperties: { type: "array", items: states } },
  sections: { type: "object", additionalProperties: answerOf({ visible: flag }) },
  errors: { type: "array", items: anyObject },
  warnings: { type: "array", items: anyObject },
});
