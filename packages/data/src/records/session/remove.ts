import type { Entity } from "@dougong/fields";
import { ProblemError } from "@dougong/model";
import { requireVersion } from "../conflict.ts";
import { entityOf, startWrite } from "../parts.ts";
import type { IfMatch } from "../record-service.ts";
import { checkAlong, deletionProblems } from "../removal/check-along.ts";
import { clearingWrites, userOf } from "../removal/clear-references.ts";
import { planRemoval, type RemovalPlan } from "../removal/plan-removal.ts";
import { purgeRecords, trashRecords } from "../removal/trash.ts";
import { logRemoval } from "../statements/change.ts";
import { flush, recordKey, refusal, type WriteSession } from "./session.ts";
import { keep, type WritePlace } from "./writes.ts";

/**
 * Deletes a record that the session holds, with what `onDelete` takes along. What points to it is asked of the
 * database, so all that waits is sent before.
 *
 * @throws ProblemError `not_found`, `version_conflict`, `in_use`, or what a rule refuses
 */
export async function removeIn(
  session: WriteSession,
  entity: Entity,
  id: string,
  ifMatch: IfMatch,
  place: WritePlace,
): Promise<void> {
  const { engine, context, flight, tables, now } = session;
  const before = session.records.get(recordKey(entity, id));
  if (before === undefined || before === null) throw refusal("not_found", "", { entity: entity.label });
  const start = startWrite(engine, context, entity, {
    operation: "update",
    input: {},
    at: place.at,
    now,
    before,
  });
  if (ifMatch !== "*" && ifMatch !== Number(before.version)) {
    await flush(session);
    const meeting = { context, entity, ifMatch, current: before, patch: {}, given: start.given, now };
    await requireVersion(engine, flight, meeting);
  }
  const problems = deletionProblems({ ...start, record: before });
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
  await flush(session);
  const plan = await planRemoval(flight, tables, entity, id);
  await checkAlong(engine, flight, context, plan, { id, now, cause: start.cause });
  for (const write of await clearingWrites(engine, flight, context, now, plan.cleared)) {
    keep(session, write);
    session.queue.update(write);
  }
  if (entity.document.trash === false) purge(session, plan);
  else trash(session, plan, id);
}

function trash(session: WriteSession, plan: RemovalPlan, root: string): void {
  const { context, tables, now } = session;
  const stamp = { now, by: userOf(context) };
  for (const [entityId, ids] of plan.removed) {
    const entity = entityOf(context, entityId);
    for (const id of ids) {
      session.queue.note(entity, "delete", id, []);
      forget(session, entity, id);
    }
    const along = [...ids].filter((one) => one !== root);
    if (ids.has(root)) session.queue.add([trashRecords(tables, entity, [root], null, stamp)]);
    if (along.length > 0) session.queue.add([trashRecords(tables, entity, along, root, stamp)]);
  }
}

// What points goes before what it points to.
function purge(session: WriteSession, plan: RemovalPlan): void {
  const { context, tables, now } = session;
  for (const [entityId, ids] of [...plan.removed].reverse()) {
    const entity = entityOf(context, entityId);
    session.queue.settle(ids);
    for (const id of ids) forget(session, entity, id);
    session.queue.add([
      logRemoval(tables, entity, context, now, [...ids]),
      ...purgeRecords(tables, entity, [...ids]),
    ]);
  }
}

/** A record that is gone. */
export function forget(session: WriteSession, entity: Entity, id: string): void {
  const key = recordKey(entity, id);
  session.records.set(key, null);
  session.targets.delete(key);
  session.asked.add(key);
  session.last.delete(key);
}
