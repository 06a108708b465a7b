import { sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { ProblemError } from "@dougong/model";
import { requireVersion } from "./conflict.ts";
import { announce } from "./flight/announce.ts";
import { isDatabaseFault } from "./flight/database-fault.ts";
import type { Flight } from "./flight/flight.ts";
import { runFlight } from "./flight/run-flight.ts";
import { bare, type FlightStatement, plain } from "./flight/statement.ts";
import { answerOnce, claimKey } from "./idempotency/idempotency.ts";
import { readLocked } from "./locks/read-locked.ts";
import {
  entityOf,
  flightOptions,
  notFound,
  type RecordEngine,
  requireRecordId,
  startWrite,
  tablesOf,
} from "./parts.ts";
import type { IfMatch, WriteContext, WriteResult } from "./record-service.ts";
import { checkAlong, deletionProblems } from "./removal/check-along.ts";
import { clearReferences, userOf } from "./removal/clear-references.ts";
import { planRemoval, type RemovalPlan } from "./removal/plan-removal.ts";
import { purgeRecords, trashRecords } from "./removal/trash.ts";
import { logChanges, logRemoval } from "./statements/change.ts";
import { ownedEntity, requireGrant } from "./steps/authorize.ts";

/** Deletes a record: to the trash, or for good where its entity has none, with what `onDelete` takes along. */
export async function removeRecord(
  engine: RecordEngine,
  context: WriteContext,
  entityId: string,
  id: string,
  ifMatch: IfMatch,
): Promise<WriteResult> {
  const entity = entityOf(context, entityId);
  if (entity.owner !== null) throw ownedEntity(entity.label, entity.owner);
  requireGrant(context.actor, "delete", entity.label);
  requireRecordId(entity, id);
  const start = startWrite(engine, context, entity, { operation: "update", input: {} });
  return runFlight(engine.workspace.flights, flightOptions(engine, context), async (flight) => {
    const tables = tablesOf(engine, context);
    const first = claimKey(engine.schema, context);
    const before = await readLocked(flight, tables, engine.orderOf(context.catalogue), entity, id, {
      first,
      references: [],
      columns: new Set(["_deleted_at"]),
    });
    if (before === undefined) throw notFound(entity.label);
    const { given, now } = start;
    await requireVersion(engine, flight, {
      context,
      entity,
      ifMatch,
      current: before,
      patch: {},
      given,
      now,
    });
    const leaving = { ...start, before, record: before };
    const problems = deletionProblems(leaving);
    if (problems.length > 0) throw new ProblemError("validation_failed", problems);
    const plan = await planRemoval(flight, tables, entity, id);
    await checkAlong(engine, flight, context, plan, { id, now, cause: start.cause });
    const cleared = await clearReferences(engine, flight, context, now, plan.cleared);
    const removed =
      entity.document.trash === false
        ? purging(engine, context, plan, now)
        : trashing(engine, context, plan, id, now);
    const own = [
      ...plan.cleared.map((one) => one.record),
      ...[...plan.removed.values()].flatMap((ids) => [...ids]),
    ];
    return finish(engine, flight, context, [announce(context, now, own), ...cleared, ...removed], {
      id,
      version: Number(before.version) + 1,
      now,
      entity,
    });
  });
}

function trashing(
  engine: RecordEngine,
  context: WriteContext,
  plan: RemovalPlan,
  root: string,
  now: string,
): readonly FlightStatement[] {
  const tables = tablesOf(engine, context);
  const stamp = { now, by: userOf(context) };
  return [...plan.removed].flatMap(([entityId, ids]) => {
    const entity = entityOf(context, entityId);
    const along = [...ids].filter((one) => one !== root);
    return [
      ...(ids.has(root) ? [trashRecords(tables, entity, [root], null, stamp)] : []),
      ...(along.length === 0 ? [] : [trashRecords(tables, entity, along, root, stamp)]),
      logChanges(
        tables,
        entity,
        "delete",
        context,
        now,
        [...ids].map((one) => ({ id: one, changes: [], numbered: [] })),
      ),
    ];
  });
}

// What points goes before what it points to.
function purging(
  engine: RecordEngine,
  context: WriteContext,
  plan: RemovalPlan,
  now: string,
): readonly FlightStatement[] {
  const tables = tablesOf(engine, context);
  return [...plan.removed].reverse().flatMap(([entityId, ids]) => {
    const entity = entityOf(context, entityId);
    return [logRemoval(tables, entity, context, now, [...ids]), ...purgeRecords(tables, entity, [...ids])];
  });
}

async function finish(
  engine: RecordEngine,
  flight: Flight,
  context: WriteContext,
  statements: readonly FlightStatement[],
  done: { readonly id: string; readonly version: number; readonly now: string; readonly entity: Entity },
): Promise<WriteResult> {
  const { id, version, now } = done;
  const all = [
    ...statements,
    ...(context.alongside ?? []).map((fragment, index) => bare(`alongside ${index}`, fragment)),
    plain("set constraints", sql`set constraints all immediate`),
    answerOnce(engine.schema, context, sql`select ''::text as body`, { status: 204, id, version, now }),
  ];
  try {
    await flight.finish(all, context.dryRun ? "rollback" : "commit");
  } catch (fault) {
    // A foreign key that the catalogue does not show still protects what points to the record.
    if (isDatabaseFault(fault) && fault.code === "23503") {
      throw new ProblemError("in_use", [{ code: "in_use", path: "", params: { entity: done.entity.label } }]);
    }
    throw fault;
  }
  return { status: 204, body: "", id, version, replayed: false };
}
