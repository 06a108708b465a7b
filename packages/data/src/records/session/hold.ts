import { arrayParameter, type Fragment, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { type FlightStatement, rows } from "../flight/statement.ts";
import { isPassed, type Passed, passedBy, type Root } from "../locks/above.ts";
import { holdAgain } from "../locks/lock-records.ts";
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
  const passed = passedBy(session.tables, wanted.map(rootOf));
  const above = [...passed.keys()].filter((id) => !wanted.some((one) => one.entity.id === id));
  const ordered = [...wanted, ...above.flatMap((id) => nothingOf(session, id))].sort(
    (a, b) => place(a) - place(b),
  );
  const holding = ordered.map((one) => holdOne(session.tables, one, passed.get(one.entity.id)));
  const reading = ordered.filter(isWritten);
  const again = session.flight.isAlone ? [] : holdAgain(session.tables, order, passed);
  const statements = [...first, ...holding, ...again, ...reading.map((one) => readOne(session.tables, one))];
  if (statements.length === 0) return;
  const answers = await session.flight.send(statements);
  ordered.forEach((one, index) => {
    for (const id of [...one.ids, ...one.pointed]) session.asked.add(recordKey(one.entity, id));
    for (const row of answers[first.length + index] ?? [])
      session.targets.add(recordKey(one.entity, String(row.id)));
  });
  reading.forEach((one, index) => {
    for (const id of one.ids) session.records.set(recordKey(one.entity, id), null);
    for (const row of answers[first.length + holding.length + again.length + index] ?? []) {
      const record = recordIn(row);
      session.records.set(recordKey(one.entity, String(record.id)), record);
    }
  });
}

/** What is written changes sums of what it points to; so does a row that will point to a record. */
function rootOf(one: Wanted): Root {
  return { entity: one.entity, ids: [...one.ids, ...one.pointed], references: [] };
}

function nothingOf(session: WriteSession, id: string): readonly Wanted[] {
  const entity = session.context.catalogue.entities.get(id);
  return entity === undefined ? [] : [{ entity, ids: new Set(), found: [], pointed: new Set() }];
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
function holdOne(tables: RecordTables, one: Wanted, passed: Passed | undefined): FlightStatement {
  const isSummed = one.entity.derived.columns.some(
    (column) => column.kind === "aggregate" && column.over.lines === null,
  );
  const strength = isWritten(one) || passed !== undefined || isSummed ? "no key update" : "share";
  const own = idsOf(one, new Set([...one.ids, ...one.pointed]));
  const ids = passed === undefined ? own : sql`${own} or ${isPassed(passed)}`;
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
