import { identifier, parameter, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import {
  equalJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  ProblemError,
  pointer,
  pointerSegments,
} from "@dougong/model";
import { answerOf } from "./answer.ts";
import { bodyOf } from "./create.ts";
import type { Flight } from "./flight/flight.ts";
import { rows } from "./flight/statement.ts";
import type { RecordEngine } from "./parts.ts";
import type { IfMatch, WriteContext } from "./record-service.ts";
import type { Given, RecordValues } from "./steps/write.ts";

interface Meeting {
  readonly context: WriteContext;
  readonly entity: Entity;
  readonly ifMatch: IfMatch;
  /** The record as it is now, held. */
  readonly current: RecordValues;
  readonly patch: JsonObject;
  readonly given: Given;
  readonly now: string;
}

/**
 * Lets a write go on only from the version that its sender saw, or from any with `*`.
 *
 * @throws ProblemError `version_conflict` with `base`, `current` (as the caller may see it), `submitted` and
 * `conflicts`: the fields that both sides changed since
 */
export async function requireVersion(engine: RecordEngine, flight: Flight, meeting: Meeting): Promise<void> {
  const { context, entity, ifMatch, current, patch, now } = meeting;
  const version = Number(current.version);
  if (ifMatch === "*" || ifMatch === version) return;
  const id = String(current.id);
  const table = identifier(engine.schema, "_change");
  const whose = sql`entity = ${parameter(entity.id, "text")} and record = ${parameter(id, "uuid")} and not computed`;
  const base = parameter(String(ifMatch), "int");
  const [answer, since, basis] = await flight.send([
    rows("current", answerOf(engine, context, entity, id, now)),
    rows(
      "changes since",
      sql`select changes::text as changes from ${table} where ${whose} and version > ${base} order by version`,
    ),
    rows("base", sql`select row::text as record from ${table} where ${whose} and version = ${base}`),
  ]);
  const theirs = new Set((since ?? []).flatMap((row) => changedFields(JSON.parse(row.changes ?? "[]"))));
  const stored: unknown = JSON.parse(basis?.[0]?.record ?? "null");
  const mine = submittedFields(meeting, isJsonObject(stored) ? stored : undefined);
  const members: Record<string, JsonValue> = {
    base: ifMatch,
    current: JSON.parse(bodyOf(answer)),
    submitted: patch,
    conflicts: mine.filter((field) => theirs.has(field)).map((field) => pointer(field)),
  };
  const params = { current: version, base: ifMatch };
  throw new ProblemError("version_conflict", [{ code: "version_conflict", path: "", params }], members);
}

function changedFields(changes: JsonValue): readonly string[] {
  if (!Array.isArray(changes)) return [];
  return changes.flatMap((change: JsonValue) => {
    const path = isJsonObject(change) ? change.path : undefined;
    const [field] = typeof path === "string" ? pointerSegments(path) : [];
    return field === undefined ? [] : [field];
  });
}

// A field that was sent back as the sender had read it is none that they changed.
function submittedFields(meeting: Meeting, base: JsonObject | undefined): readonly string[] {
  const values = Object.entries(meeting.given.values)
    .filter(([field, value]) => base === undefined || !equalJson(base[field] ?? null, value))
    .map(([field]) => field);
  return [...values, ...Object.keys(meeting.given.lines)];
}
