import { buckets, type JsonObject } from "@dougong/model";
import {
  answerOf,
  anyJson,
  objectOf,
  problemSchema,
  qualifiedId,
  recordId,
  text,
} from "../../http/schemas.ts";

export const entityParams = objectOf({ entity: qualifiedId });
export const recordParams = objectOf({ entity: qualifiedId, id: recordId });

// Its upper bound is held by the query service, which tells of it together with all else that is wrong.
const limit = { type: "integer", minimum: 1, default: 50, description: "1 to 500" };
const count = { enum: ["none", "exact", "estimate"] };
const trash = { enum: ["only"] };
const list = { type: "string", maxLength: 8192 };
const timeZone = { type: "string", minLength: 1, maxLength: 64 };

/** Members of a list's address. Lists are separated by commas. */
export const listQuery = objectOf(
  {
    filter: { type: "string", maxLength: 65_536 },
    select: list,
    expand: list,
    sort: list,
    limit,
    cursor: { type: "string", maxLength: 8192 },
    count,
    q: { type: "string", maxLength: 255 },
    trash,
    timeZone,
  },
  [],
);

const names = {
  anyOf: [
    { type: "string", maxLength: 8192 },
    { type: "array", maxItems: 1000, items: { type: "string", maxLength: 255 } },
  ],
};

/** The same members in a body; `filter` is text or canonical JSON. */
export const queryBody = objectOf(
  {
    filter: anyJson,
    select: names,
    expand: names,
    sort: names,
    limit,
    cursor: { type: ["string", "null"], maxLength: 8192 },
    count,
    q: { type: ["string", "null"], maxLength: 255 },
    trash,
    timeZone,
  },
  [],
);

/** Questions to groups of records. What lies beyond a limit is told by the query service, with all else. */
export const aggregateBody = objectOf(
  {
    filter: anyJson,
    groupBy: {
      type: "array",
      items: objectOf(
        {
          field: { type: "string", minLength: 1, maxLength: 255 },
          bucket: { enum: [...buckets] },
          as: { type: "string", minLength: 1, maxLength: 128 },
          label: { type: "boolean" },
        },
        ["field"],
      ),
    },
    measures: { type: "object", additionalProperties: true, description: "name: expression over the rows" },
    having: anyJson,
    sort: names,
    limit: { type: "integer", minimum: 1, description: "1 to 10,000" },
    timeZone,
  },
  [],
);

export const aggregateAnswer = answerOf({ data: { type: "array", items: { type: "object" } } });

export const getQuery = objectOf(
  { select: list, expand: list, version: { type: "integer", minimum: 1, maximum: 2_147_483_647 } },
  [],
);

/** Records that are to become one; how many is told by the service. */
export const mergeBody = objectOf(
  {
    from: { type: "array", items: { type: "string", minLength: 1, maxLength: 64 } },
    fields: { type: "object" },
  },
  ["from"],
);

/** A change of all records that a filter finds. */
export const updateBody = objectOf(
  {
    filter: anyJson,
    set: { type: "object", minProperties: 1 },
    action: { type: "string", minLength: 1, maxLength: 40 },
    expect: { type: "integer", minimum: 0 },
  },
  [],
);

/** A part of a record's history or comments. */
export const pageQuery = objectOf(
  {
    limit: { type: "integer", minimum: 1, description: "1 to 500" },
    cursor: { type: "string", maxLength: 8192 },
  },
  [],
);

/** What is said; its length is told by the service, in characters. */
export const commentBody = objectOf({ text });

export const commentAnswer = answerOf({
  id: text,
  at: text,
  by: { type: ["string", "null"] },
  text,
  mentions: { type: "array", items: text },
});

export const commentsAnswer = answerOf({
  data: { type: "array", items: commentAnswer },
  page: answerOf({ next: { type: ["string", "null"] } }),
});

/** A record to write: its fields are checked by the record service, against the entity at this revision. */
export const recordBody = { type: "object" };

const operationMembers = {
  op: { enum: ["create", "update", "delete", "upsert", "action"] },
  id: {
    anyOf: [recordId, objectOf({ $ref: { type: "string", minLength: 1, maxLength: 255 } })],
    description: 'A record id, or {"$ref":"as.id"} of an earlier result',
  },
  version: {
    anyOf: [{ type: "integer", minimum: 1, maximum: 2_147_483_647 }, { const: "*" }],
    description: "As If-Match: what update and delete go on from",
  },
  key: { type: "array", minItems: 1, maxItems: 32, items: { type: "string", maxLength: 255 } },
  data: { type: "object" },
  action: { type: "string", minLength: 1, maxLength: 40 },
  as: { type: "string", pattern: "^[A-Za-z_][A-Za-z0-9_]{0,39}$" },
};

function operationsOf(operation: JsonObject): JsonObject {
  return objectOf(
    {
      atomic: { type: "boolean", default: true },
      operations: { type: "array", maxItems: 1000, items: operation },
    },
    ["operations"],
  );
}

/** Operations on records of any entity. */
export const batchBody = operationsOf(
  objectOf({ ...operationMembers, entity: qualifiedId }, ["op", "entity"]),
);
/** Operations on records of the entity in the address. */
export const bulkBody = operationsOf(objectOf({ ...operationMembers, entity: qualifiedId }, ["op"]));

export const batchAnswer = answerOf({
  results: {
    type: "array",
    items: answerOf({ status: { type: "integer" }, record: { type: "object" }, problem: problemSchema }, [
      "status",
    ]),
  },
});

export const recordAnswer = answerOf({ id: text, version: { type: "integer" } });

export const listAnswer = answerOf({
  data: { type: "array", items: { type: "object" } },
  page: answerOf({ next: { type: ["string", "null"] }, count: { type: "integer" } }, ["next"]),
});

export const historyAnswer = answerOf({
  data: {
    type: "array",
    items: answerOf({
      version: { type: "integer" },
      at: text,
      by: { type: ["string", "object", "null"] },
      via: answerOf({ kind: text, id: text }, ["kind"]),
      changes: { type: "array", items: answerOf({ path: text, from: anyJson, to: anyJson }) },
    }),
  },
  page: answerOf({ next: { type: ["string", "null"] } }),
});
