import { parameter, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { answerOf } from "./answer.ts";
import { bodyOf } from "./create.ts";
import { announce } from "./flight/announce.ts";
import type { Flight } from "./flight/flight.ts";
import { runFlight } from "./flight/run-flight.ts";
import { bare, plain, rows } from "./flight/statement.ts";
import { answerOnce, claimKey } from "./idempotency/idempotency.ts";
import { lockReferences } from "./locks/lock-records.ts";
import { readLocked, recordIn } from "./locks/read-locked.ts";
import { newReferences } from "./locks/references.ts";
import {
  entityOf,
  flightOptions,
  notFound,
  type RecordEngine,
  requireRecordId,
  startWrite,
  tablesOf,
} from "./parts.ts";
import { explained, refuseProblems } from "./problems/explain.ts";
import type { WriteContext, WriteResult } from "./record-service.ts";
import { userOf } from "./removal/clear-references.ts";
import { untrashRecords } from "./removal/trash.ts";
import { logChanges } from "./statements/change.ts";
import { tableOf } from "./statements/columns.ts";
import { recordJson } from "./statements/record-json.ts";
import { ownedEntity, requireGrant } from "./steps/authorize.ts";
import { restoreSteps } from "./steps/steps.ts";
import { type RecordValues, runSteps, type Write } from "./steps/write.ts";

/** Brings a record back from the trash with what its deletion took along; everything is checked anew. */
export async function restoreRecord(
  engine: RecordEngine,
  context: WriteContext,
  entityId: string,
  id: string,
): Promise<WriteResult> {
  const entity = entityOf(context, entityId);
  if (entity.owner !== null) throw ownedEntity(entity.label, entity.owner);
  // Whoever may delete a record may bring it back.
  requireGrant(context.actor, "delete", entity.label);
  requireRecordId(entity, id);
  const now = engine.workspace.clock.now().toISOString();
  return runFlight(engine.workspace.flights, flightOptions(engine, context), async (flight) => {
    const first = claimKey(engine.schema, context);
    const order = engine.orderOf(context.catalogue);
    const root = await readLocked(flight, tablesOf(engine, context), order, entity, id, {
      first,
      references: [],
      columns: new Set(["_deleted_at"]),
      trashed: true,
    });
    if (root === undefined) throw notFound(entity.label);
    const along = await takenAlong(engine, flight, context, id);
    const writes = [{ entity, before: root }, ...along].map(({ entity: its, before }): Write => {
      const stamped = {
        ...before,
        version: Number(before.version) + 1,
        updated_at: now,
        updated_by: userOf(context),
      };
      const start = startWrite(engine, context, its, { operation: "restore", input: {}, before, now });
      return runSteps(restoreSteps, { ...start, record: stamped });
    });
    await refuseProblems(engine, writes);
    return explained(engine, writes, () => finish(engine, flight, context, writes));
  });
}

/** Records that went to the trash with this one. */
async function takenAlong(engine: RecordEngine, flight: Flight, context: WriteContext, root: string) {
  const tables = tablesOf(engine, context);
  const entities = [...context.catalogue.entities.values()].filter((entity) => entity.owner === null);
  const order = engine.orderOf(context.catalogue);
  entities.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  const went = sql`t."_deleted_with" = ${parameter(root, "uuid")} and t."_deleted_at" is not null`;
  const answers = await flight.send(
    entities.flatMap((entity) => [
      rows(
        "hold",
        sql`select 1 from ${tableOf(tables, entity)} as t where ${went} order by t."id" for no key update`,
      ),
      rows("read", sql`select q.record::text as record from (${recordJson(tables, entity, went)}) as q`),
    ]),
  );
  return entities.flatMap((entity, index) =>
    (answers[index * 2 + 1] ?? []).map((row): { readonly entity: Entity; readonly before: RecordValues } => ({
      entity,
      before: recordIn(row),
    })),
  );
}

async function finish(
  engine: RecordEngine,
  flight: Flight,
  context: WriteContext,
  writes: readonly Write[],
): Promise<WriteResult> {
  const [root] = writes;
  if (root === undefined) throw new RangeError("Nothing to restore");
  const tables = tablesOf(engine, context);
  const { now } = root;
  const id = String(root.record.id);
  const version = Number(root.record.version);
  const coming = new Set(writes.map((write) => `${write.entity.id}/${String(write.record.id)}`));
  const references = writes.flatMap(newReferences).filter((one) => !coming.has(`${one.target}/${one.id}`));
  const entities = [...new Set(writes.map((write) => write.entity))];
  const idsOf = (entity: Entity) =>
    writes.filter((write) => write.entity === entity).map((write) => String(write.record.id));
  const answers = await flight.finish(
    [
      announce(
        context,
        now,
        writes.map((write) => String(write.record.id)),
      ),
      ...lockReferences(tables, engine.orderOf(context.catalogue), references),
      ...entities.map((entity) =>
        untrashRecords(tables, entity, idsOf(entity), { now, by: userOf(context) }),
      ),
      ...(context.alongside ?? []).map((fragment, index) => bare(`alongside ${index}`, fragment)),
      plain("set constraints", sql`set constraints all immediate`),
      ...entities.map((entity) =>
        logChanges(
          tables,
          entity,
          "restore",
          context,
          now,
          idsOf(entity).map((one) => ({ id: one, changes: [], numbered: [] })),
        ),
      ),
      answerOnce(engine.schema, context, answerOf(engine, context, root.entity, id, now), {
        status: 200,
        id,
        version,
        now,
      }),
    ],
    context.dryRun ? "rollback" : "commit",
  );
  return { status: 200, body: bodyOf(answers.at(-1)), id, version, replayed: false };
}
