import { identifier, join, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import type { JsonObject } from "@dougong/model";
import { deferredInvariants } from "../schema/tables/invariants.ts";
import { diffRecord } from "./changes/diff.ts";
import { runFlight } from "./flight/run-flight.ts";
import { bare, type FlightStatement, plain } from "./flight/statement.ts";
import { lockReferences } from "./locks/lock-records.ts";
import { newReferences } from "./locks/references.ts";
import { entityOf, flightOptions, type RecordEngine, startWrite, tablesOf } from "./parts.ts";
import { explained, refuseProblems } from "./problems/explain.ts";
import type { WriteContext } from "./record-service.ts";
import { drawNumbers } from "./sequence/draw.ts";
import { drawsOf } from "./sequence/draws-of.ts";
import { wantsNumber } from "./sequence/wants-number.ts";
import { logChanges } from "./statements/change.ts";
import type { RecordTables } from "./statements/columns.ts";
import { insertRecords } from "./statements/header.ts";
import { linesOf, writeRows } from "./statements/rows.ts";
import { createSteps } from "./steps/steps.ts";
import { runSteps, type Write } from "./steps/write.ts";

/** Records that one statement inserts: large enough that a round trip does not count, small enough for memory. */
const chunkSize = 500;

/**
 * Creates many records of one entity in one transaction: all or none. Records, their rows, the change log and
 * numbers go by hundreds in a statement; numbers follow the order of the inputs.
 */
export async function createRecords(
  engine: RecordEngine,
  context: WriteContext,
  entityId: string,
  inputs: readonly JsonObject[],
): Promise<{ readonly ids: readonly string[] }> {
  const entity = entityOf(context, entityId);
  const now = engine.workspace.clock.now().toISOString();
  const writes = inputs.map((input, index) =>
    runSteps(
      createSteps,
      startWrite(engine, context, entity, { operation: "create", input, at: `/rows/${index}`, now }),
    ),
  );
  if (writes.length === 0) return { ids: [] };
  await refuseProblems(engine, writes);
  await explained(engine, writes, () => fly(engine, context, entity, writes));
  return { ids: writes.map((write) => String(write.record.id)) };
}

async function fly(
  engine: RecordEngine,
  context: WriteContext,
  entity: Entity,
  writes: readonly Write[],
): Promise<void> {
  const tables = tablesOf(engine, context);
  const draws = drawsOf(writes, wantsNumber);
  const numbered = new Map<string, string[]>();
  for (const draw of draws) {
    if (draw.entity.id !== entity.id) continue;
    for (const { id } of draw.takers) numbered.set(id, [...(numbered.get(id) ?? []), draw.field.id]);
  }
  await runFlight(engine.workspace.flights, flightOptions(engine, context), async (flight) => {
    await flight.send(
      lockReferences(tables, engine.orderOf(context.catalogue), writes.flatMap(newReferences)),
    );
    for (const chunk of chunksOf(writes)) await flight.send(inserting(tables, entity, chunk));
    await flight.send([
      ...(context.alongside ?? []).map((fragment, index) => bare(`alongside ${index}`, fragment)),
      plain("set constraints", sql`set constraints all immediate`),
      ...drawNumbers(tables, draws),
    ]);
    for (const chunk of chunksOf(writes))
      await flight.send([logging(tables, entity, context, chunk, numbered)]);
    await flight.finish([], context.dryRun ? "rollback" : "commit");
  });
}

function inserting(
  tables: RecordTables,
  entity: Entity,
  chunk: readonly Write[],
): readonly FlightStatement[] {
  return [
    insertRecords(
      tables,
      entity,
      chunk.map((write) => write.record),
    ),
    ...writeRows(
      tables,
      entity,
      chunk.map((write) => ({ before: null, after: write.record })),
    ),
    ...checking(tables, entity),
  ];
}

// What must hold after each record with its lines is checked once the chunk stands; the next chunk starts anew.
function checking(tables: RecordTables, entity: Entity): readonly FlightStatement[] {
  const entities = [entity, ...linesOf(tables, entity).values()];
  const names = entities.flatMap((one) => deferredInvariants(one, "record"));
  if (names.length === 0) return [];
  const list = join(names.map((name) => identifier(tables.schema, name)));
  return [
    plain("check", sql`set constraints ${list} immediate`),
    plain("go on", sql`set constraints ${list} deferred`),
  ];
}

function logging(
  tables: RecordTables,
  entity: Entity,
  context: WriteContext,
  chunk: readonly Write[],
  numbered: ReadonlyMap<string, readonly string[]>,
): FlightStatement {
  const lines = linesOf(tables, entity);
  const entries = chunk.map((write) => {
    const id = String(write.record.id);
    return { id, changes: diffRecord(entity, lines, null, write.record), numbered: numbered.get(id) ?? [] };
  });
  return logChanges(tables, entity, "create", context, chunk[0]?.now ?? "", entries);
}

function chunksOf(writes: readonly Write[]): readonly (readonly Write[])[] {
  const chunks: (readonly Write[])[] = [];
  for (let start = 0; start < writes.length; start += chunkSize)
    chunks.push(writes.slice(start, start + chunkSize));
  return chunks;
}
