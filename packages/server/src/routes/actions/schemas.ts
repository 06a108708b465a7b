import { answerOf, anyObject, objectOf, qualifiedId, recordId, shortText, text } from "../../http/schemas.ts";

export const entityParams = objectOf({ entity: qualifiedId });
export const actionParams = objectOf({ entity: qualifiedId, action: shortText });
export const offeredQuery = objectOf({ id: recordId }, []);

/** Which records, and the inputs by id: they are checked by the record service, against the action's own fields. */
export const actionBody = {
  ...objectOf(
    { id: recordId, ids: { type: "array", items: recordId, maxItems: 100_000 }, input: anyObject },
    [],
  ),
  type: ["object", "null"],
};

export const offeredAnswer = answerOf({
  data: {
    type: "array",
    items: answerOf({ id: text, allowed: { type: "boolean" }, reason: text }, ["id", "allowed"]),
  },
});

/** The record, or with `ids` a list of them. */
export const actionAnswer = answerOf({ id: text, version: { type: "integer" }, data: { type: "array" } }, []);
