import type { Entity } from "@dougong/fields";
import { type Problem, ProblemError } from "@dougong/model";
import type { Flight } from "../flight/flight.ts";
import { type RecordEngine, tablesOf } from "../parts.ts";
import { explained } from "../problems/explain.ts";
import type { WriteContext } from "../record-service.ts";
import type { RecordTables } from "../statements/columns.ts";
import type { RecordValues, Write } from "../steps/write.ts";
import { createWriteQueue, type WriteQueue } from "./write-queue.ts";

/**
 * Many writes in one flight. What a write finds and leaves is kept here as it stands in the transaction, so that the
 * next one goes on from it without asking the database; what is to be done there waits in the queue and is sent
 * together.
 */
export interface WriteSession {
  readonly engine: RecordEngine;
  readonly context: WriteContext;
  readonly flight: Flight;
  readonly tables: RecordTables;
  /** `$now` of the transaction. */
  readonly now: string;
  /** Records held by this flight, as they stand; null for one that is not there. Keys: `entity/id`. */
  readonly records: Map<string, RecordValues | null>;
  /** Records that references may point to: held, and outside the trash. */
  readonly targets: Set<string>;
  /** Records that were looked for: one that is no target is not there. */
  readonly asked: Set<string>;
  readonly queue: WriteQueue;
  /** All writes that passed, in order: the database's refusals are explained by them. */
  readonly writes: Write[];
  /** The last write of each record: numbers are drawn for them. */
  readonly last: Map<string, Write>;
  /** True once something was found wrong: nothing is sent any more, the rest is only checked. */
  isRefused: boolean;
}

export function openSession(
  engine: RecordEngine,
  context: WriteContext,
  flight: Flight,
  now: string,
): WriteSession {
  const tables = tablesOf(engine, context);
  return {
    engine,
    context,
    flight,
    tables,
    now,
    records: new Map(),
    targets: new Set(),
    asked: new Set(),
    queue: createWriteQueue(tables, context, now),
    writes: [],
    last: new Map(),
    isRefused: false,
  };
}

export function recordKey(entity: Entity | string, id: string): string {
  return `${typeof entity === "string" ? entity : entity.id}/${id}`;
}

/** Sends what waits. The database's refusal of it comes out as problems at the places of what was sent. */
export async function flush(session: WriteSession): Promise<void> {
  const statements = session.queue.take();
  if (statements.length === 0 || session.isRefused) return;
  await explained(session.engine, session.writes, () => session.flight.send(statements));
}

/** Refuses one write with one problem. */
export function refusal(code: Problem["code"], path: string, params: Problem["params"] = {}): ProblemError {
  return new ProblemError(code, [{ code, path, params }]);
}
