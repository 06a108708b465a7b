import { arrayParameter, identifier, parameter, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { isRecordId, type JsonObject, type Problem, ProblemError } from "@dougong/model";
import { recordBody } from "../batch/answers.ts";
import { requireVersion } from "../conflict.ts";
import { runFlight } from "../flight/run-flight.ts";
import { command } from "../flight/statement.ts";
import { answerOnce, claimKey } from "../idempotency/idempotency.ts";
import {
  entityOf,
  flightOptions,
  notFound,
  type RecordEngine,
  requireRecordId,
  startWrite,
} from "../parts.ts";
import type { IfMatch, MergeRequest, WriteContext, WriteResult } from "../record-service.ts";
import { userOf } from "../removal/clear-references.ts";
import { repointTrashed, trashRecords } from "../removal/trash.ts";
import { finishSession } from "../session/finish.ts";
import { hold } from "../session/hold.ts";
import { forget } from "../session/remove.ts";
import { flush, openSession, recordKey, type WriteSession } from "../session/session.ts";
import { keep, updateIn } from "../session/writes.ts";
import { ownedEntity, requireGrant } from "../steps/authorize.ts";
import type { RecordValues } from "../steps/write.ts";
import { pointingWrites } from "./pointing-writes.ts";
import { survivorPatch } from "./survivor-patch.ts";

/** Most records that go into one. */
const mostMerged = 100;

/**
 * Makes one record of several: everything that points to the others points to the survivor, their comments are its
 * own, and they go to the trash with an entry in their history that names it. All or nothing, in one transaction.
 *
 * @throws ProblemError `not_found`, `version_conflict`, `validation_failed`
 */
export async function mergeRecords(
  engine: RecordEngine,
  context: WriteContext,
  entityId: string,
  id: string,
  ifMatch: IfMatch,
  request: MergeRequest,
): Promise<WriteResult> {
  const entity = entityOf(context, entityId);
  if (entity.owner !== null) throw ownedEntity(entity.label, entity.owner);
  for (const action of ["update", "delete"]) requireGrant(context.actor, action, entity.label);
  requireRecordId(entity, id);
  requireOthers(entity, id, request.from);
  const now = engine.workspace.clock.now().toISOString();
  return runFlight(engine.workspace.flights, flightOptions(engine, context), async (flight) => {
    const session = openSession(engine, context, flight, now);
    const { schema } = session.tables;
    const wanted = { entity, ids: new Set([id, ...request.from]), pointed: new Set<string>(), found: [] };
    await hold(session, [wanted], claimKey(schema, context));
    const survivor = session.records.get(recordKey(entity, id)) ?? null;
    if (survivor === null) throw notFound(entity.label);
    await requireSeen(session, entity, survivor, ifMatch, request);
    const others = othersOf(session, entity, request.from);
    const patch = survivorPatch(session, entity, survivor, others, request.fields ?? {});
    await bringOver(session, entity, id, request.from);
    await hold(session, [{ ...wanted, ids: new Set([id]) }]);
    const write = await updateIn(session, entity, id, "*", patch, { at: "/fields" });
    const version = Number(write.record.version);
    const outcome = { status: 200 as const, entity: entity.id, id, version, warnings: write.warnings };
    const done = { status: 200, id, version };
    const rows = await finishSession(
      session,
      answerOnce(schema, context, recordBody(session, outcome), { ...done, now }),
    );
    return { ...done, body: rows[0]?.body ?? "", replayed: false };
  });
}

/** @throws ProblemError where what is to go into the record is no list of other records */
function requireOthers(entity: Entity, id: string, from: readonly string[]): void {
  const problems = from.flatMap((one, index): readonly Problem[] => {
    const path = `/from/${index}`;
    if (one === id || from.indexOf(one) < index)
      return [{ code: "not_unique", path, params: { label: "id" }, got: one }];
    if (isRecordId(one)) return [];
    return [
      { code: "reference_not_found", path, params: { label: entity.label, entity: entity.label }, got: one },
    ];
  });
  if (from.length > mostMerged)
    problems.push({
      code: "too_many",
      path: "/from",
      params: { max: mostMerged },
      expected: { max: mostMerged },
      got: from.length,
    });
  if (from.length === 0) problems.push({ code: "required", path: "/from", params: { label: "from" } });
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
}

async function requireSeen(
  session: WriteSession,
  entity: Entity,
  current: RecordValues,
  ifMatch: IfMatch,
  request: MergeRequest,
): Promise<void> {
  const { engine, context, flight, now } = session;
  const { given } = startWrite(engine, context, entity, { operation: "update", input: {}, now });
  const patch: JsonObject = {
    from: [...request.from],
    ...(request.fields === undefined ? {} : { fields: request.fields }),
  };
  await requireVersion(engine, flight, { context, entity, ifMatch, current, patch, given, now });
}

function othersOf(
  session: WriteSession,
  entity: Entity,
  from: readonly string[],
): ReadonlyMap<string, RecordValues> {
  const problems: Problem[] = [];
  const others = new Map<string, RecordValues>();
  for (const [index, id] of from.entries()) {
    const record = session.records.get(recordKey(entity, id)) ?? null;
    if (record !== null) others.set(id, record);
    else
      problems.push({
        code: "reference_not_found",
        path: `/from/${index}`,
        params: { label: entity.label, entity: entity.label },
        got: id,
      });
  }
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
  return others;
}

/** The others go to the trash first, so that what they had alone (a unique value) is free for the survivor. */
async function bringOver(
  session: WriteSession,
  entity: Entity,
  survivor: string,
  from: readonly string[],
): Promise<void> {
  const { context, tables, now, queue } = session;
  const stamp = { now, by: userOf(context) };
  const pointing = await pointingWrites(session, entity, survivor, from);
  for (const id of from) {
    const change = { path: "/$merged_into", from: null, to: survivor };
    queue.note(entity, "delete", id, [change]);
    forget(session, entity, id);
  }
  queue.add([
    trashRecords(tables, entity, from, null, stamp),
    ...repointTrashed(tables, entity, from, survivor),
  ]);
  for (const write of pointing) {
    keep(session, write);
    queue.update(write);
  }
  const comments = identifier(tables.schema, "_comment");
  const moved = sql`update ${comments} set record = ${parameter(survivor, "uuid")} where entity = ${parameter(entity.id, "text")} and record = any(${arrayParameter(from, "uuid")})`;
  queue.add([command("comments", moved)]);
  await elsewhere(() => flush(session));
}

// What is refused there are other records: they stand nowhere in what was sent.
async function elsewhere(send: () => Promise<void>): Promise<void> {
  try {
    await send();
  } catch (fault) {
    if (!(fault instanceof ProblemError)) throw fault;
    throw new ProblemError(
      fault.code,
      fault.problems.map((one): Problem => ({ ...one, path: "" })),
    );
  }
}
