import type { Value } from "@dougong/expression";
import { arrayParameter, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { rows } from "../flight/statement.ts";
import { recordIn } from "../locks/read-locked.ts";
import { entityOf, startWrite } from "../parts.ts";
import { userOf } from "../removal/clear-references.ts";
import type { Inbound } from "../removal/inbound.ts";
import { type Cleared, pointingTo, recordEntity } from "../removal/plan-removal.ts";
import type { WriteSession } from "../session/session.ts";
import { recordJson } from "../statements/record-json.ts";
import { compute } from "../steps/compute.ts";
import { type RecordValues, rowId, rowsOf, runSteps, type Write } from "../steps/write.ts";

/**
 * Every record that points to one of the merged, itself or by its rows, as it will stand: pointing to the survivor.
 * Each makes a version and an entry in its history. A survivor that pointed to one of them points to nothing, not to
 * itself.
 */
export async function pointingWrites(
  session: WriteSession,
  entity: Entity,
  survivor: string,
  from: readonly string[],
): Promise<readonly Write[]> {
  const { engine, context, flight, tables, now } = session;
  const found = await pointingTo(flight, tables, entity.id, from);
  const pointing = found
    .flatMap((one) => one.pointing)
    .filter((one) => !(recordEntity(one.inbound) === entity.id && from.includes(one.record)));
  const writes: Write[] = [];
  for (const id of [...new Set(pointing.map((one) => recordEntity(one.inbound)))].sort()) {
    const own = entityOf(context, id);
    const touching = pointing.filter((one) => recordEntity(one.inbound) === id);
    const ids = [...new Set(touching.map((one) => one.record))].sort();
    const read = sql`select q.record::text as record from (${recordJson(tables, own, sql`t."id" = any(${arrayParameter(ids, "uuid")})`)}) as q`;
    const [answer] = await flight.send([rows("read", read)]);
    for (const before of (answer ?? []).map(recordIn)) {
      const here = touching.filter((one) => one.record === before.id);
      const stamped = {
        ...repointed(before, here, { survivor, from }),
        version: Number(before.version) + 1,
        updated_at: now,
        updated_by: userOf(context),
      };
      const start = startWrite(engine, context, own, { operation: "update", input: {}, before, now });
      writes.push(runSteps([compute], { ...start, record: stamped }));
    }
  }
  return writes;
}

interface Merged {
  readonly survivor: string;
  readonly from: readonly string[];
}

function repointed(record: RecordValues, pointing: readonly Cleared[], merged: Merged): RecordValues {
  const next: Record<string, Value> = { ...record };
  for (const { inbound, row } of pointing) {
    const lines = inbound.entity.owner?.field;
    if (lines === undefined || row === null)
      next[inbound.field.id] = movedValue(
        inbound,
        next[inbound.field.id],
        merged,
        record.id === merged.survivor,
      );
    else
      next[lines] = rowsOf(next, lines).map((one) =>
        rowId(one) === row
          ? { ...one, [inbound.field.id]: movedValue(inbound, one[inbound.field.id], merged, false) }
          : one,
      );
  }
  return next;
}

function movedValue(
  { field }: Inbound,
  value: Value | undefined,
  { survivor, from }: Merged,
  isSurvivor: boolean,
): Value {
  const swap = (id: Value): Value => (typeof id === "string" && from.includes(id) ? survivor : id);
  if (field.type.kind !== "references" || !Array.isArray(value)) {
    const next = swap(value ?? null);
    return isSurvivor && next === survivor ? null : next;
  }
  const ids = [...new Set(value.map(swap))].filter((id) => !(isSurvivor && id === survivor));
  return ids.length === 0 ? null : ids;
}
