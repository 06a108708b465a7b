import type { JsonObject } from "../../json/json.ts";
import { documentId, expression, list, object, stringOr } from "../../schema/building-blocks.ts";

/** An id of a choice's option. */
const option: JsonObject = { type: "string", minLength: 1, maxLength: 80, title: "option id" };

const by: JsonObject = {
  type: "string",
  pattern: "^(?:action|approval|flow):[a-z][a-z0-9_]*(?:\\.[a-z][a-z0-9_]*)?$",
  title: "action:id, approval:id or flow:id",
  examples: ["action:ship"],
};

const move = stringOr(
  object({ to: option, by: list(by, { min: 1, max: 50 }), when: expression }, { required: ["to"] }),
  { minLength: 1, maxLength: 80 },
);

/** `states` of an entity: how the value of a choice may go from one option to another. */
export const statesSchema: JsonObject = object(
  {
    field: documentId,
    initial: list(option, { min: 1, max: 200 }),
    moves: { type: "object", maxProperties: 200, additionalProperties: list(move, { max: 200 }) },
  },
  { required: ["field", "moves"] },
);
