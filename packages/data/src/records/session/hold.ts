import { arrayParameter, type Fragment, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { type FlightStatement, rows } from "../flight/statement.ts";
import { recordIn } from "../locks/read-locked.ts";
import { type RecordTables, tableOf } from "../statements/columns.ts";
import { recordJson } from "../statements/record-json.ts";
import { recordKey, type WriteSession } from "./session.ts";

/** What a session is about to touch in one entity. */
export interface Wanted {
  readonly entity: Entity;
  /** Records that are written: held and read. */
  readonly ids: ReadonlySet<string>;
  /** Further records that are written, by a SELECT of their ids. */
  readonly found: readonly Fragment[];
  /** Records that are pointed to: held, and known to be there. */
  readonly pointed: ReadonlySet<string>;
}

/**
 * Holds records in the lock order, whatever the order of the writes, and reads those that are written. So two
 * sessions that touch the same records never wait for each other in a circle. `first` goes before the locks.
 */
export async function hold(
  session: WriteSession,
  wanted: readonly Wanted[],
  first: readonly FlightStatement[] = [],
): Promise<void> {
  const order = session.engine.orderOf(session.context.catalogue);
  const place = (one: Wanted): number => order.get(one.entity.id) ?? order.size;
  const ordered = [...wanted].sort((a, b) => place(a) - place(b));
  const holding = ordered.map((one) => holdOne(session.tables, one));
  const reading = ordered.filter(isWritten);
  const statements = [...first, ...holding, ...reading.map((one) => readOne(session.tables, one))];
  if (statements.length === 0) return;
  const answers = await session.flight.send(statements);
  ordered.forEach((one, index) => {
    for (const id of [...one.ids, ...one.pointed]) session.asked.add(recordKey(one.entity, id));
    for (const row of answers[first.length + index] ?? [])
      session.targets.add(recordKey(one.entity, String(row.id)));
  });
  reading.forEach((one, index) => {
    for (const id of one.ids) session.records.set(recordKey(one.entity, id), null);
    for (const row of answers[first.length + holding.length + index] ?? []) {
      const record = recordIn(row);
      session.records.set(recordKey(one.entity, String(record.id)), record);
    }
  });
}

function isWritten(one: Wanted): boolean {
  return one.ids.size > 0 || one.found.length > 0;
}

function idsOf(one: Wanted, ids: ReadonlySet<string>): Fragment {
  const given = arrayParameter([...ids].sort(), "uuid");
  const all = [sql`t."id" = any(${given})`, ...one.found.map((found) => sql`t."id" in (${found})`)];
  return all.reduce((left, right) => sql`${left} or ${right}`);
}

// Where some are written all are held alike: a share that is raised later deadlocks with its like.
function holdOne(tables: RecordTables, one: Wanted): FlightStatement {
  const strength = isWritten(one) ? "no key update" : "share";
  const ids = idsOf(one, new Set([...one.ids, ...one.pointed]));
  return rows(
    `hold ${one.entity.id}`,
    sql`select t."id" from ${tableOf(tables, one.entity)} as t where (${ids}) and t."_deleted_at" is null order by t."id" for ${[strength]}`,
  );
}

function readOne(tables: RecordTables, one: Wanted): FlightStatement {
  const condition = sql`(${idsOf(one, one.ids)}) and t."_deleted_at" is null`;
  return rows(
    `read ${one.entity.id}`,
    sql`select q.record::text as record from (${recordJson(tables, one.entity, condition)}) as q`,
  );
}
