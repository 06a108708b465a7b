import type { Value } from "@dougong/expression";
import { arrayParameter, sql } from "@dougong/expression";
import { ProblemError } from "@dougong/model";
import { diffRecord } from "../changes/diff.ts";
import type { Flight } from "../flight/flight.ts";
import { type FlightStatement, rows } from "../flight/statement.ts";
import { recordIn } from "../locks/read-locked.ts";
import { entityOf, type RecordEngine, startWrite, tablesOf } from "../parts.ts";
import type { WriteContext } from "../record-service.ts";
import { logChanges } from "../statements/change.ts";
import { assertVersion, updateRecord } from "../statements/header.ts";
import { recordJson } from "../statements/record-json.ts";
import { linesOf, writeRows } from "../statements/rows.ts";
import { clearingSteps } from "../steps/steps.ts";
import { type RecordValues, rowId, rowsOf, runSteps, type Write } from "../steps/write.ts";
import { type Cleared, recordEntity } from "./plan-removal.ts";

/**
 * Empties the references that point to what is deleted, and takes out rows that go with it. Each touched record
 * makes a version and an entry in its history, as if its user had done it.
 */
export async function clearReferences(
  engine: RecordEngine,
  flight: Flight,
  context: WriteContext,
  now: string,
  cleared: readonly Cleared[],
): Promise<readonly FlightStatement[]> {
  const tables = tablesOf(engine, context);
  const writes = await clearingWrites(engine, flight, context, now, cleared);
  return writes.flatMap(({ entity, before, record }) => {
    const changes = diffRecord(entity, linesOf(tables, entity), before, record);
    const id = String(record.id);
    return [
      updateRecord(tables, entity, record, Number(before?.version)),
      assertVersion(tables, entity, id, Number(record.version)),
      ...writeRows(tables, entity, [{ before, after: record }]),
      logChanges(tables, entity, "update", context, now, [{ id, changes, numbered: [], before }]),
    ];
  });
}

/** The records that lose references or rows, as they will stand. */
export async function clearingWrites(
  engine: RecordEngine,
  flight: Flight,
  context: WriteContext,
  now: string,
  cleared: readonly Cleared[],
): Promise<readonly Write[]> {
  const tables = tablesOf(engine, context);
  const entities = [...new Set(cleared.map((one) => recordEntity(one.inbound)))].sort();
  const writes: Write[] = [];
  for (const id of entities) {
    const entity = entityOf(context, id);
    const touching = cleared.filter((one) => recordEntity(one.inbound) === id);
    const ids = [...new Set(touching.map((one) => one.record))].sort();
    const read = sql`select q.record::text as record from (${recordJson(tables, entity, sql`t."id" = any(${arrayParameter(ids, "uuid")})`)}) as q`;
    const [found] = await flight.send([rows("read", read)]);
    for (const before of (found ?? []).map(recordIn)) {
      const record = without(
        before,
        touching.filter((one) => one.record === before.id),
      );
      const start = startWrite(engine, context, entity, { operation: "update", input: {}, before, now });
      const stamped = {
        ...record,
        version: Number(before.version) + 1,
        updated_at: now,
        updated_by: userOf(context),
      };
      writes.push(runSteps(clearingSteps, { ...start, record: stamped }));
    }
  }
  refuseUncleared(writes);
  return writes;
}

/** A record that may not be without the reference keeps what it points to from being deleted. */
function refuseUncleared(writes: readonly Write[]): void {
  const refusing = writes.filter((write) => write.problems.length > 0);
  if (refusing.length === 0) return;
  const other = [...new Set(refusing.map((write) => write.entity.label))].join(", ");
  throw new ProblemError("in_use", [
    { code: "in_use", variant: "cannot_clear", path: "", params: { count: refusing.length, other } },
  ]);
}

/** The user who writes, or null for the platform. */
export function userOf(context: WriteContext): string | null {
  return context.actor.kind === "user" ? context.actor.user : null;
}

/** What is left of a reference: nothing, or the other members of a field of many. */
function remaining(value: Value | undefined, gone: readonly string[]): Value {
  const kept = Array.isArray(value) ? value.filter((id: Value) => !gone.includes(String(id))) : [];
  return kept.length === 0 ? null : kept;
}

function without(record: RecordValues, cleared: readonly Cleared[]): RecordValues {
  const next: Record<string, Value> = { ...record };
  for (const { inbound, row, gone } of cleared) {
    const lines = inbound.entity.owner?.field;
    const { id } = inbound.field;
    if (lines === undefined || row === null) next[id] = remaining(next[id], gone);
    else if (inbound.onDelete === "cascade")
      next[lines] = rowsOf(next, lines).filter((one) => rowId(one) !== row);
    else
      next[lines] = rowsOf(next, lines).map((one) =>
        rowId(one) === row ? { ...one, [id]: remaining(one[id], gone) } : one,
      );
  }
  return next;
}
