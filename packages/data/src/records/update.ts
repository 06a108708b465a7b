import { sql } from "@dougong/expression";
import type { JsonObject } from "@dougong/model";
import { answerOf } from "./answer.ts";
import { diffRecord } from "./changes/diff.ts";
import { requireVersion } from "./conflict.ts";
import { bodyOf } from "./create.ts";
import { announce } from "./flight/announce.ts";
import type { Flight } from "./flight/flight.ts";
import { runFlight } from "./flight/run-flight.ts";
import { bare, type FlightStatement, plain } from "./flight/statement.ts";
import { answerOnce, claimKey } from "./idempotency/idempotency.ts";
import { lockFiles } from "./locks/files.ts";
import { lockReferences } from "./locks/lock-records.ts";
import { readLocked } from "./locks/read-locked.ts";
import { givenReferences, newFiles, newReferences } from "./locks/references.ts";
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
import type { IfMatch, WriteContext, WriteResult } from "./record-service.ts";
import { drawNumbers } from "./sequence/draw.ts";
import { drawsOf } from "./sequence/draws-of.ts";
import { wantsNumber } from "./sequence/wants-number.ts";
import { logChanges } from "./statements/change.ts";
import { assertVersion, updateRecord } from "./statements/header.ts";
import { linesOf, writeRows } from "./statements/rows.ts";
import { readSteps, updateSteps } from "./steps/steps.ts";
import { type RecordValues, runSteps, type Write } from "./steps/write.ts";

/**
 * Changes one record by a merge patch in two round trips: the first holds the record and reads it, the second
 * writes. A patch that changes nothing makes no version and no entry in the history; it is answered 200 with the
 * record as it is.
 */
export async function updateRecordById(
  engine: RecordEngine,
  context: WriteContext,
  entityId: string,
  id: string,
  ifMatch: IfMatch,
  patch: JsonObject,
): Promise<WriteResult> {
  const entity = entityOf(context, entityId);
  const read = runSteps(
    readSteps,
    startWrite(engine, context, entity, { operation: "update", input: patch }),
  );
  requireRecordId(entity, id);
  return runFlight(engine.workspace.flights, flightOptions(engine, context), async (flight) => {
    const before = await hold(engine, flight, read, id);
    if (before === undefined) throw notFound(entity.label);
    await requireVersion(engine, flight, {
      context,
      entity,
      ifMatch,
      current: before,
      patch,
      given: read.given,
      now: read.now,
    });
    const write = runSteps(updateSteps, { ...read, before, problems: [] });
    await refuseProblems(engine, [write]);
    return explained(engine, [write], () => finish(engine, flight, write, before));
  });
}

// What the patch points to is held before the record itself: parents come first.
function hold(
  engine: RecordEngine,
  flight: Flight,
  write: Write,
  id: string,
): Promise<RecordValues | undefined> {
  const tables = tablesOf(engine, write.context);
  const order = engine.orderOf(write.context.catalogue);
  const claim = claimKey(engine.schema, write.context);
  return readLocked(flight, tables, order, write.entity, id, {
    first: claim,
    references: givenReferences(write),
    columns: changeable(write),
  });
}

/** What was sent, and what rules may set. */
function changeable(write: Write): ReadonlySet<string> {
  const byRules = write.entity.rules.flatMap((rule) =>
    rule.effects.flatMap((effect) => (effect.effect === "set" ? effect.values.map((one) => one.field) : [])),
  );
  return new Set([...Object.keys(write.given.values), ...Object.keys(write.given.lines), ...byRules]);
}

async function finish(
  engine: RecordEngine,
  flight: Flight,
  write: Write,
  before: RecordValues,
): Promise<WriteResult> {
  const { context, entity, now } = write;
  const tables = tablesOf(engine, context);
  const id = String(before.id);
  const changes = diffRecord(entity, linesOf(tables, entity), before, write.record);
  const draws = drawsOf([write], wantsNumber);
  const unchanged = changes.length === 0 && draws.length === 0;
  const version = Number(before.version) + (unchanged ? 0 : 1);
  const numbered = draws.filter((draw) => draw.entity.id === entity.id).map((draw) => draw.field.id);
  const statements: readonly FlightStatement[] = [
    ...(unchanged ? [] : changing(engine, write, before, version)),
    ...(context.alongside ?? []).map((fragment, index) => bare(`alongside ${index}`, fragment)),
    plain("set constraints", sql`set constraints all immediate`),
    ...drawNumbers(tables, draws),
    ...(unchanged
      ? []
      : [logChanges(tables, entity, "update", context, now, [{ id, changes, numbered, before }])]),
    answerOnce(engine.schema, context, answerOf(engine, context, entity, id, now, write.warnings), {
      status: 200,
      id,
      version,
      now,
    }),
  ];
  const answers = await flight.finish(statements, context.dryRun ? "rollback" : "commit");
  return { status: 200, body: bodyOf(answers.at(-1)), id, version, replayed: false };
}

/** The statements that bring a held record and its rows to what they will be. */
export function changing(
  engine: RecordEngine,
  write: Write,
  before: RecordValues,
  version: number,
): readonly FlightStatement[] {
  const tables = tablesOf(engine, write.context);
  const { entity } = write;
  return [
    announce(write.context, write.now, [String(before.id)]),
    ...lockReferences(tables, engine.orderOf(write.context.catalogue), newReferences(write)),
    ...lockFiles(tables, newFiles(write)),
    updateRecord(tables, entity, write.record, Number(before.version)),
    assertVersion(tables, entity, String(before.id), version),
    ...writeRows(tables, entity, [{ before, after: write.record }]),
  ];
}
