import type { JsonObject } from "@dougong/model";

/** JSON Schema of an object that knows all its members. */
export function objectOf(
  properties: Readonly<Record<string, JsonObject>>,
  required: readonly string[] = Object.keys(properties),
): JsonObject {
  return { type: "object", additionalProperties: false, required, properties };
}

/** An answer's object: clients take members that they do not know, so the schema does, too. */
export function answerOf(
  properties: Readonly<Record<string, JsonObject>>,
  required: readonly string[] = Object.keys(properties),
): JsonObject {
  return { type: "object", required, properties };
}

export const text: JsonObject = { type: "string" };
export const shortText: JsonObject = { type: "string", minLength: 1, maxLength: 255 };
export const anyJson: JsonObject = {};
export const anyObject: JsonObject = { type: "object" };

/** A route that takes no query parameters and refuses them. */
export const noQuery: JsonObject = objectOf({});

/** A POST without a body: none, or `{}`. */
export const noBody: JsonObject = { type: ["object", "null"], maxProperties: 0 };

/** Nothing but a status. */
export const noContent: JsonObject = { type: "null", description: "No content" };

export const qualifiedId: JsonObject = {
  type: "string",
  minLength: 3,
  maxLength: 61,
  description: "app.id",
  examples: ["crm.customer"],
};
export const recordId: JsonObject = {
  type: "string",
  minLength: 1,
  maxLength: 64,
  description: "Record id: opaque, sortable by creation time",
};
export const appId: JsonObject = { type: "string", minLength: 1, maxLength: 20, description: "App id" };

export const problemSchema: JsonObject = answerOf(
  {
    type: text,
    title: text,
    status: { type: "integer" },
    code: text,
    detail: text,
    requestId: text,
    errors: {
      type: "array",
      items: answerOf({ code: text, path: text, message: text, expected: anyJson, got: anyJson, fix: text }, [
        "code",
        "path",
        "message",
        "fix",
      ]),
    },
  },
  ["type", "title", "status", "code", "requestId"],
);

/** What a route answers: its good answers by status, and problems for the rest. */
export function answers(good: Readonly<Record<number, JsonObject>>): Readonly<Record<string, JsonObject>> {
  return { ...good, default: problemSchema };
}
