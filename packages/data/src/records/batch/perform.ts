import type { Entity } from "@dougong/fields";
import { isRecordId, type JsonObject, type Problem, ProblemError } from "@dougong/model";
import { startWrite } from "../parts.ts";
import { hold } from "../session/hold.ts";
import { removeIn } from "../session/remove.ts";
import { recordKey, refusal, type WriteSession } from "../session/session.ts";
import { actIn, createIn, updateIn } from "../session/writes.ts";
import { ownedEntity, requireGrant } from "../steps/authorize.ts";
import { coerce } from "../steps/coerce.ts";
import { type RecordValues, runSteps, type Write } from "../steps/write.ts";
import type { BatchOperation, OperationOutcome } from "./operation.ts";
import { fillData, fillValue, type Results } from "./results.ts";
import { keyValues, lockKeys, recordsOfKey, recordWithKey, upsertKey } from "./upsert-key.ts";

/** One operation with its place in what was sent. */
export interface PlacedOperation {
  readonly operation: BatchOperation;
  /** `/operations/3`; `""` where it is the whole request. */
  readonly at: string;
  /** Where its values stand: `/operations/3/data`. */
  readonly data: string;
}

/** What became of it; null where it depends on one that was refused. */
type Performed = OperationOutcome | null;

/**
 * Does one operation in the session: its effect waits in the queue or has been sent.
 *
 * @throws ProblemError with all that is wrong with it
 */
export async function perform(
  session: WriteSession,
  results: Results,
  placed: PlacedOperation,
): Promise<Performed> {
  const { operation, at } = placed;
  const entity = session.context.catalogue.entities.get(operation.entity);
  if (entity === undefined) throw refusal("not_found", `${at}/entity`, { entity: operation.entity });
  if (entity.owner !== null) throw ownedEntity(entity.label, entity.owner);
  requireGrant(session.context.actor, grantOf(operation), entity.label);
  const filled = fillData(results, operation.data ?? {}, {
    catalogue: session.context.catalogue,
    entity,
    path: placed.data,
  });
  const id = operation.id === undefined ? undefined : fillValue(results, operation.id, `${at}/id`);
  const problems = [...filled.problems, ...(id?.problems ?? [])];
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
  if (filled.dangling || id?.dangling === true) return null;
  const known = typeof id?.value === "string" ? id.value : undefined;
  return act(session, entity, placed, filled.value, known);
}

function act(
  session: WriteSession,
  entity: Entity,
  placed: PlacedOperation,
  data: JsonObject,
  id: string | undefined,
): Performed | Promise<Performed> {
  const { operation } = placed;
  const place = { at: placed.data };
  switch (operation.op) {
    case "create":
      return outcome(createIn(session, entity, data, place), 201);
    case "update":
      return change(session, entity, placed, data, id);
    case "delete":
      return drop(session, entity, placed, id);
    case "upsert":
      return upsert(session, entity, placed, data);
    case "action":
      return runAction(session, entity, placed, data, id);
  }
}

function grantOf({ op, action }: BatchOperation): string {
  if (op === "action") return `action:${action ?? ""}`;
  return op === "upsert" ? "create" : op;
}

/** An action on one record; a version may be named, as `If-Match` may on an action. */
async function runAction(
  session: WriteSession,
  entity: Entity,
  { operation, at, data: path }: PlacedOperation,
  data: JsonObject,
  id: string | undefined,
): Promise<Performed> {
  if (operation.action === undefined) throw refusal("required", `${at}/action`, { label: "action" });
  const action = entity.actions.get(operation.action);
  if (action === undefined || action.on === "none")
    throw refusal("not_found", `${at}/action`, { entity: operation.action });
  const target = await reach(session, entity, id, at);
  const version = operation.version ?? "*";
  const place = { at: path, record: at };
  return outcome(await actIn(session, entity, action, target, version, data, place), 200);
}

async function change(
  session: WriteSession,
  entity: Entity,
  { operation, at, data: path }: PlacedOperation,
  data: JsonObject,
  id: string | undefined,
): Promise<Performed> {
  const target = await reach(session, entity, id, at);
  const version = requireOwnVersion(operation, at);
  return outcome(await updateIn(session, entity, target, version, data, { at: path }), 200);
}

async function drop(
  session: WriteSession,
  entity: Entity,
  { operation, at }: PlacedOperation,
  id: string | undefined,
): Promise<Performed> {
  const target = await reach(session, entity, id, at);
  const before = session.records.get(recordKey(entity, target));
  const version = requireOwnVersion(operation, at);
  await removeIn(session, entity, target, version, { at });
  return { status: 204, entity: entity.id, id: target, version: Number(before?.version) + 1, warnings: [] };
}

/** Inserts the record or updates the one that has the key: which of both is decided under the key's lock. */
async function upsert(
  session: WriteSession,
  entity: Entity,
  { operation, at, data: path }: PlacedOperation,
  data: JsonObject,
): Promise<Performed> {
  const { engine, context, now, tables } = session;
  const key = upsertKey(context, entity, operation.key, at);
  if ("problems" in key) throw faulty(key.problems);
  const start = startWrite(engine, context, entity, { operation: "update", input: data, at: path, now });
  const read = runSteps([coerce], start);
  const sent = keyValues(key, read.given.values, path);
  if ("problems" in sent) throw faulty([...read.problems, ...sent.problems]);
  const { values } = sent;
  const there = recordWithKey(session, key, values, start);
  if (there !== undefined) return merge(session, entity, there, { operation, at, data: path }, data);
  // A key that refers to an earlier result was not known when the batch was prepared.
  if (JSON.stringify(operation.data ?? {}).includes('"$ref"')) {
    const found = [recordsOfKey(tables, context, key, [values])];
    const wanted = { entity, ids: new Set<string>(), pointed: new Set<string>(), found };
    await hold(session, [wanted], lockKeys(tables.schema, [{ key, values }]));
    const late = recordWithKey(session, key, values, start);
    if (late !== undefined) return merge(session, entity, late, { operation, at, data: path }, data);
  }
  return outcome(createIn(session, entity, data, { at: path }), 201);
}

async function merge(
  session: WriteSession,
  entity: Entity,
  there: RecordValues,
  { operation, data: path }: PlacedOperation,
  data: JsonObject,
): Promise<Performed> {
  const version = operation.version ?? "*";
  return outcome(await updateIn(session, entity, String(there.id), version, data, { at: path }), 200);
}

/** The record's id, held and read: one that an earlier operation changed in passing is read anew. */
async function reach(
  session: WriteSession,
  entity: Entity,
  id: string | undefined,
  at: string,
): Promise<string> {
  if (id === undefined) throw refusal("required", `${at}/id`, { label: "id" });
  if (!isRecordId(id)) throw refusal("not_found", `${at}/id`, { entity: entity.label });
  if (!session.records.has(recordKey(entity, id)))
    await hold(session, [{ entity, ids: new Set([id]), pointed: new Set(), found: [] }]);
  return id;
}

function requireOwnVersion(operation: BatchOperation, at: string) {
  if (operation.version === undefined) throw refusal("precondition_required", `${at}/version`);
  return operation.version;
}

function faulty(problems: readonly Problem[]): ProblemError {
  return new ProblemError("validation_failed", problems);
}

function outcome(write: Write, status: 200 | 201): OperationOutcome {
  const { record, entity, warnings } = write;
  return { status, entity: entity.id, id: String(record.id), version: Number(record.version), warnings };
}
