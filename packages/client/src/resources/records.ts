import type { AggregateQuery, JsonObject, JsonValue, Query } from "@dougong/model";
import type { Client } from "../http/client.ts";
import { asObject, objectAt, objectsAt, textAt } from "../http/read.ts";

/** What a list asks; `from` is the address, not a member. */
export type RecordQuery = Omit<Query, "from">;

export interface RecordPage {
  readonly data: readonly JsonObject[];
  readonly next: string | null;
  /** Null where it was not asked for. */
  readonly count: number | null;
  /** True when `count` is a lower bound. */
  readonly more: boolean;
}

/** A record with the version that its ETag names. */
export interface StoredRecord {
  readonly record: JsonObject;
  readonly version: number;
}

/** An entry of a record's history, newest first. */
export interface HistoryEntry {
  readonly version: number;
  readonly at: string;
  readonly by: JsonValue;
  readonly via: string;
  readonly changes: readonly { readonly path: string; readonly from: JsonValue; readonly to: JsonValue }[];
}

export async function queryRecords(
  client: Client,
  entity: string,
  query: RecordQuery,
  signal?: AbortSignal,
): Promise<RecordPage> {
  const { where, ...rest } = query;
  const { body } = await client.send({
    method: "POST",
    path: `/records/${entity}/query`,
    body: stripped({ ...rest, filter: where }),
    ...(signal === undefined ? {} : { signal }),
  });
  const page = objectAt(body, "page");
  const count = page["count"];
  return {
    data: objectsAt(body, "data"),
    next: textAt(page, "next") || null,
    count: typeof count === "number" ? count : null,
    more: page["more"] === true,
  };
}

/** What an aggregate asks; `from` is the address, not a member. */
export type RecordAggregate = Omit<AggregateQuery, "from">;

/** Sums, counts and other measures by groups: one object per group, one in all without `groupBy`. */
export async function aggregateRecords(
  client: Client,
  entity: string,
  query: RecordAggregate,
  signal?: AbortSignal,
): Promise<readonly JsonObject[]> {
  const { where, groupBy, ...rest } = query;
  const groups = groupBy?.map((group): JsonObject => ({ ...group }));
  const { body } = await client.send({
    method: "POST",
    path: `/records/${entity}/aggregate`,
    body: stripped({ ...rest, groupBy: groups, filter: where }),
    ...(signal === undefined ? {} : { signal }),
  });
  return objectsAt(body, "data");
}

/** A record that a search found. */
export interface SearchHit {
  readonly entity: string;
  readonly id: string;
  readonly label: string;
}

/** Records of every entity that hold all words of a text, the best first. */
export async function searchAll(
  client: Client,
  q: string,
  signal?: AbortSignal,
): Promise<readonly SearchHit[]> {
  const { body } = await client.send({
    path: "/search",
    query: { q },
    ...(signal === undefined ? {} : { signal }),
  });
  return objectsAt(body, "data").map((hit) => ({
    entity: textAt(hit, "entity"),
    id: textAt(hit, "id"),
    label: textAt(hit, "$label"),
  }));
}

export async function fetchRecord(
  client: Client,
  entity: string,
  id: string,
  options: { readonly expand?: readonly string[]; readonly signal?: AbortSignal } = {},
): Promise<StoredRecord> {
  const { body, version } = await client.send({
    path: `/records/${entity}/${encodeURIComponent(id)}`,
    query: { expand: options.expand?.join(",") },
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  return stored(body, version);
}

/** @param idempotencyKey one key for one thing to be made, kept over tries */
export async function createRecord(
  client: Client,
  entity: string,
  record: JsonObject,
  idempotencyKey: string,
): Promise<StoredRecord> {
  const { body, version } = await client.send({
    method: "POST",
    path: `/records/${entity}`,
    body: record,
    idempotencyKey,
  });
  return stored(body, version);
}

/** @throws ApiProblem `version_conflict` with `current` and `conflicts` */
export async function updateRecord(
  client: Client,
  entity: string,
  id: string,
  patch: JsonObject,
  ifMatch: number | "*",
): Promise<StoredRecord> {
  const { body, version } = await client.send({
    method: "PATCH",
    path: `/records/${entity}/${encodeURIComponent(id)}`,
    body: patch,
    ifMatch,
  });
  return stored(body, version);
}

export async function deleteRecord(
  client: Client,
  entity: string,
  id: string,
  ifMatch: number | "*",
): Promise<void> {
  await client.send({ method: "DELETE", path: `/records/${entity}/${encodeURIComponent(id)}`, ifMatch });
}

export async function restoreRecord(client: Client, entity: string, id: string): Promise<void> {
  await client.send({ method: "POST", path: `/records/${entity}/${encodeURIComponent(id)}/restore` });
}

export async function fetchHistory(
  client: Client,
  entity: string,
  id: string,
  signal?: AbortSignal,
): Promise<readonly HistoryEntry[]> {
  const { body } = await client.send({
    path: `/records/${entity}/${encodeURIComponent(id)}/history`,
    ...(signal === undefined ? {} : { signal }),
  });
  return objectsAt(body, "data").map((entry) => ({
    version: Number(entry["version"] ?? 0),
    at: textAt(entry, "at"),
    by: entry["by"] ?? null,
    via: textAt(objectAt(entry, "via"), "kind"),
    changes: objectsAt(entry, "changes").map((change) => ({
      path: textAt(change, "path"),
      from: change["from"] ?? null,
      to: change["to"] ?? null,
    })),
  }));
}

function stored(body: JsonValue, version: number | null): StoredRecord {
  const record = asObject(body);
  return { record, version: version ?? Number(record["version"] ?? 0) };
}

function stripped(members: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
