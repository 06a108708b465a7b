import { identifier, join, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { constraintsReached } from "../../schema/tables/constraints-reached.ts";
import { type Change, diffRecord } from "../changes/diff.ts";
import { announce } from "../flight/announce.ts";
import { type FlightStatement, plain } from "../flight/statement.ts";
import type { WriteContext } from "../record-service.ts";
import { type ChangeEntry, logChanges } from "../statements/change.ts";
import type { RecordTables } from "../statements/columns.ts";
import { insertRecords } from "../statements/header.ts";
import { linesOf, writeRows } from "../statements/rows.ts";
import { updateRecords } from "../statements/update-records.ts";
import type { RecordValues, Write } from "../steps/write.ts";

type ChangeOperation = "create" | "update" | "delete" | "restore";

interface Group {
  readonly kind: "insert" | "update";
  readonly entity: Entity;
  readonly writes: Write[];
}

type Waiting = Group | { readonly kind: "statements"; readonly statements: readonly FlightStatement[] };

interface PendingEntry {
  readonly entity: Entity;
  readonly op: ChangeOperation;
  readonly entry: ChangeEntry;
}

/**
 * What is to be sent, in order. Neighbouring writes of one kind to one entity go together in one statement per
 * table; the change log waits until the end, when numbers are drawn, but for a record that is written again before.
 */
export interface WriteQueue {
  insert(write: Write): void;
  update(write: Write): void;
  /** Statements of other kinds, after all that waits. */
  add(statements: readonly FlightStatement[]): void;
  /** Notes a change without a write of this queue's own: it is logged at the end. */
  note(entity: Entity, op: ChangeOperation, id: string, changes: readonly Change[]): void;
  /** Logs what records have become so far, before something else is done to them. */
  settle(ids: Iterable<string>): void;
  /** Records that wait to be written, by which a caller sees that it is time to send. */
  readonly size: number;
  /** What waits, in order; the queue is then empty. */
  take(): readonly FlightStatement[];
  /** The change log of all that was not logged yet. `numbered` names the sequences that a record draws. */
  takeLog(numbered: ReadonlyMap<string, readonly string[]>): readonly FlightStatement[];
}

/** Records that one statement writes: large enough that a round trip does not count, small enough for memory. */
const chunkSize = 500;

export function createWriteQueue(tables: RecordTables, context: WriteContext, now: string): WriteQueue {
  let waiting: Waiting[] = [];
  let size = 0;
  const log = new Map<string, PendingEntry>();
  const own = new Set<string>();

  function settle(ids: Iterable<string>): void {
    for (const id of ids) {
      const earlier = log.get(id);
      if (earlier === undefined) continue;
      log.delete(id);
      const statement = logChanges(tables, earlier.entity, earlier.op, context, now, [earlier.entry]);
      waiting.push({ kind: "statements", statements: [statement] });
    }
  }

  // A version that another one follows in the same transaction is logged before it is written over.
  function note(
    entity: Entity,
    op: ChangeOperation,
    id: string,
    changes: readonly Change[],
    before?: RecordValues | null,
  ): void {
    settle([id]);
    own.add(id);
    const compared = before === undefined ? {} : { before };
    log.set(id, { entity, op, entry: { id, changes, numbered: [], ...compared } });
  }

  function group(kind: Group["kind"], write: Write): void {
    const changes = diffRecord(write.entity, linesOf(tables, write.entity), write.before, write.record);
    note(
      write.entity,
      kind === "insert" ? "create" : "update",
      String(write.record.id),
      changes,
      write.before,
    );
    size += 1;
    const last = waiting.at(-1);
    const fits =
      last?.kind === kind &&
      last.entity.id === write.entity.id &&
      last.writes.length < chunkSize &&
      !last.writes.some((one) => one.record.id === write.record.id);
    if (fits) last.writes.push(write);
    else waiting.push({ kind, entity: write.entity, writes: [write] });
  }

  return {
    insert: (write) => group("insert", write),
    update: (write) => group("update", write),
    add(statements) {
      if (statements.length > 0) waiting.push({ kind: "statements", statements });
    },
    note: (entity, op, id, changes) => note(entity, op, id, changes),
    settle,
    get size() {
      return size;
    },
    take() {
      const taken = waiting;
      waiting = [];
      size = 0;
      if (taken.length === 0) return [];
      const statements = taken.flatMap((one) =>
        one.kind === "statements"
          ? one.statements
          : [...writing(tables, one), ...checking(tables, one.entity)],
      );
      return [announce(context, now, [...own]), ...statements];
    },
    takeLog(numbered) {
      const entries = [...log.values()];
      log.clear();
      return logging(tables, context, now, entries, numbered);
    },
  };
}

function writing(tables: RecordTables, { kind, entity, writes }: Group): readonly FlightStatement[] {
  const records = writes.map((write) => write.record);
  const rows = writeRows(
    tables,
    entity,
    writes.map((write) => ({ before: write.before, after: write.record })),
  );
  if (kind === "insert") return [insertRecords(tables, entity, records), ...rows];
  const read = writes.map((write) => Number(write.before?.version));
  return [...updateRecords(tables, entity, records, read), ...rows];
}

// What must hold after each record with its lines is checked once the group stands; the next one starts anew.
function checking(tables: RecordTables, entity: Entity): readonly FlightStatement[] {
  const names = constraintsReached(tables.catalogue, entity, "record");
  if (names.length === 0) return [];
  const list = join(names.map((name) => identifier(tables.schema, name)));
  return [
    plain("check", sql`set constraints ${list} immediate`),
    plain("go on", sql`set constraints ${list} deferred`),
  ];
}

function logging(
  tables: RecordTables,
  context: WriteContext,
  now: string,
  entries: readonly PendingEntry[],
  numbered: ReadonlyMap<string, readonly string[]>,
): readonly FlightStatement[] {
  const runs: { readonly entity: Entity; readonly op: ChangeOperation; readonly entries: ChangeEntry[] }[] =
    [];
  for (const { entity, op, entry } of entries) {
    const drawn = { ...entry, numbered: numbered.get(entry.id) ?? [] };
    const run = runs.find(
      (one) => one.entity.id === entity.id && one.op === op && one.entries.length < chunkSize,
    );
    if (run === undefined) runs.push({ entity, op, entries: [drawn] });
    else run.entries.push(drawn);
  }
  return runs.map((run) => logChanges(tables, run.entity, run.op, context, now, run.entries));
}
