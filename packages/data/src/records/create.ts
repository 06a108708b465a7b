import { sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import type { JsonObject } from "@dougong/model";
import { answerOf } from "./answer.ts";
import { diffRecord } from "./changes/diff.ts";
import { announce } from "./flight/announce.ts";
import { runFlight } from "./flight/run-flight.ts";
import { bare, plain } from "./flight/statement.ts";
import { answerOnce, claimKey } from "./idempotency/idempotency.ts";
import { passedBy } from "./locks/above.ts";
import { lockFiles } from "./locks/files.ts";
import { holdAgain, lockReferences } from "./locks/lock-records.ts";
import { newFiles, newReferences } from "./locks/references.ts";
import { entityOf, flightOptions, type RecordEngine, startWrite, tablesOf } from "./parts.ts";
import { explained, refuseProblems } from "./problems/explain.ts";
import type { WriteContext, WriteResult } from "./record-service.ts";
import { drawNumbers } from "./sequence/draw.ts";
import { drawsOf } from "./sequence/draws-of.ts";
import { takeNumbers } from "./sequence/take-numbers.ts";
import { wantsNumber } from "./sequence/wants-number.ts";
import { logChanges } from "./statements/change.ts";
import { insertRecords } from "./statements/header.ts";
import { linesOf, writeRows } from "./statements/rows.ts";
import { createSteps } from "./steps/steps.ts";
import { runSteps, type Write } from "./steps/write.ts";

/** Creates one record with its rows in one round trip. */
export async function createRecord(
  engine: RecordEngine,
  context: WriteContext,
  entityId: string,
  input: JsonObject,
): Promise<WriteResult> {
  const entity = entityOf(context, entityId);
  const write = runSteps(createSteps, startWrite(engine, context, entity, { operation: "create", input }));
  await refuseProblems(engine, [write]);
  const id = String(write.record.id);
  const body = await explained(engine, [write], () => fly(engine, write, entity, id));
  return { status: 201, body, id, version: 1, replayed: false };
}

async function fly(engine: RecordEngine, write: Write, entity: Entity, id: string): Promise<string> {
  const { context, now } = write;
  const tables = tablesOf(engine, context);
  const { record, draws } = await takeNumbers(
    engine.numbers,
    entity,
    write.record,
    drawsOf([write], wantsNumber),
  );
  const references = newReferences(write);
  const numbered = draws.filter((draw) => draw.entity.id === entity.id).map((draw) => draw.field.id);
  const changes = diffRecord(entity, linesOf(tables, entity), null, record);
  const answer = answerOf(engine, context, entity, id, now, write.warnings);
  const passed = passedBy(tables, [{ entity, ids: [], references }]);
  const statements = (isAlone: boolean) => [
    ...claimKey(engine.schema, context),
    announce(context, now, [id]),
    ...lockReferences(tables, engine.orderOf(context.catalogue), references, passed),
    ...(isAlone ? [] : holdAgain(tables, engine.orderOf(context.catalogue), passed)),
    ...lockFiles(tables, newFiles(write)),
    insertRecords(tables, entity, [record]),
    ...writeRows(tables, entity, [{ before: null, after: record }]),
    ...(context.alongside ?? []).map((fragment, index) => bare(`alongside ${index}`, fragment)),
    plain("set constraints", sql`set constraints all immediate`),
    ...drawNumbers(tables, draws),
    logChanges(tables, entity, "create", context, now, [{ id, changes, numbered, before: null }]),
    answerOnce(engine.schema, context, answer, { status: 201, id, version: 1, now }),
  ];
  return runFlight(engine.workspace.flights, flightOptions(engine, context), async (flight) => {
    const answers = await flight.finish(statements(flight.isAlone), context.dryRun ? "rollback" : "commit");
    return bodyOf(answers.at(-1));
  });
}

/** The body that the answer's statement gave. */
export function bodyOf(rows: readonly Readonly<Record<string, string | null>>[] | undefined): string {
  const body = rows?.[0]?.body;
  if (body === null || body === undefined) throw new RangeError("The answer's statement gave no body");
  return body;
}
