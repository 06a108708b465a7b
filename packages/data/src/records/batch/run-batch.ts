import { type Problem, ProblemError } from "@dougong/model";
import { isDatabaseFault } from "../flight/database-fault.ts";
import type { Flight } from "../flight/flight.ts";
import { runFlight } from "../flight/run-flight.ts";
import type { FlightStatement } from "../flight/statement.ts";
import { answerOnce, claimKey } from "../idempotency/idempotency.ts";
import { flightOptions, type RecordEngine } from "../parts.ts";
import { withoutDoubles } from "../problems/explain.ts";
import type { WriteContext, WriteResult } from "../record-service.ts";
import { finishSession } from "../session/finish.ts";
import { hold } from "../session/hold.ts";
import { flush, openSession, recordKey, type WriteSession } from "../session/session.ts";
import type { RecordValues } from "../steps/write.ts";
import type { OperationOutcome } from "./operation.ts";
import { type PlacedOperation, perform } from "./perform.ts";
import { prepare } from "./prepare.ts";
import type { Results } from "./results.ts";
import { upsertKey } from "./upsert-key.ts";

/** How a batch answers. */
export interface BatchAnswer {
  /** What is read at the end, one row with `body`. */
  body(session: WriteSession, outcomes: readonly OperationOutcome[]): FlightStatement["fragment"];
  /** What the answer's status, record and version are. */
  result(outcomes: readonly OperationOutcome[]): Pick<WriteResult, "status" | "id" | "version">;
  /** What is thrown where operations were refused, in their order. */
  refuse(refusals: readonly Refusal[]): ProblemError;
}

/** Why one operation was refused. */
export interface Refusal {
  readonly placed: PlacedOperation;
  readonly error: ProblemError;
}

/** Records that wait before they are sent: bounds the memory of long batches. */
const mostWaiting = 500;
/** A record with the key of an upsert that another writer made meanwhile is found the next time. */
const upsertTries = 5;

/**
 * Does operations in their order in one transaction: all or none. Two round trips where none of them deletes: one
 * that locks and reads all that they name, one that writes.
 *
 * @param earlier results that operations may refer to
 * @throws ProblemError as `answer.refuse` says
 */
export async function runBatch(
  engine: RecordEngine,
  context: WriteContext,
  operations: readonly PlacedOperation[],
  answer: BatchAnswer,
  earlier: Results = new Map(),
): Promise<WriteResult> {
  const constraints = upsertConstraints(context, operations);
  for (let attempt = 1; ; attempt += 1) {
    const isLast = attempt === upsertTries || constraints.size === 0;
    const now = engine.workspace.clock.now().toISOString();
    try {
      return await runFlight(engine.workspace.flights, flightOptions(engine, context), (flight) =>
        fly(
          openSession(engine, context, isLast ? flight : watched(flight, constraints), now),
          operations,
          answer,
          new Map(earlier),
        ),
      );
    } catch (fault) {
      if (!(fault instanceof UpsertOvertaken)) throw fault;
    }
  }
}

async function fly(
  session: WriteSession,
  operations: readonly PlacedOperation[],
  answer: BatchAnswer,
  results: Results,
): Promise<WriteResult> {
  const { context } = session;
  const { schema } = session.tables;
  const { locks, wanted } = prepare(
    session,
    operations.map((one) => one.operation),
  );
  const first = [...claimKey(schema, context), ...locks];
  if (wanted.length > 0) await hold(session, wanted, first);
  else session.queue.add(first);
  const refusals: Refusal[] = [];
  const outcomes: OperationOutcome[] = [];
  for (const placed of operations) {
    try {
      const outcome = await perform(session, results, placed);
      if (outcome !== null) outcomes.push(outcome);
      name(session, results, placed, outcome);
    } catch (error) {
      if (!(error instanceof ProblemError) || error instanceof UpsertOvertaken) throw error;
      refusals.push({ placed, error });
      session.isRefused = true;
      name(session, results, placed, null);
    }
    if (session.queue.size >= mostWaiting) await flush(session);
  }
  if (refusals.length > 0) throw answer.refuse(refusals);
  const done = answer.result(outcomes);
  const kept = { ...done, now: session.now };
  const rows = await finishSession(
    session,
    answerOnce(schema, context, answer.body(session, outcomes), kept),
  );
  return { ...done, body: rows[0]?.body ?? "", replayed: false };
}

function name(
  session: WriteSession,
  results: Results,
  { operation }: PlacedOperation,
  outcome: OperationOutcome | null,
): void {
  if (operation.as === undefined) return;
  const found = outcome === null ? null : session.records.get(recordKey(outcome.entity, outcome.id));
  const deleted: RecordValues | null = outcome === null ? null : { id: outcome.id };
  results.set(operation.as, found ?? deleted);
}

/** All problems of all operations as those of the request. */
export function refuseTogether(refusals: readonly Refusal[]): ProblemError {
  const problems = refusals.flatMap(({ placed, error }) => problemsAt(placed, error));
  return new ProblemError("validation_failed", withoutDoubles(problems));
}

/** The first operation's refusal with its own code: it was done by itself. */
export function refuseFirst(refusals: readonly Refusal[]): ProblemError {
  const [first] = refusals;
  if (first === undefined) return new ProblemError("internal");
  const { placed, error } = first;
  return new ProblemError(error.code, problemsAt(placed, error), error.members);
}

/** Where a refusal that names no place of its own stands. */
const members: Readonly<Record<string, string>> = {
  not_found: "/id",
  version_conflict: "/version",
  precondition_required: "/version",
};

function problemsAt({ at }: PlacedOperation, error: ProblemError): readonly Problem[] {
  const problems = error.problems.length > 0 ? error.problems : [{ code: error.code, path: "" }];
  return problems.map((problem) =>
    problem.path.startsWith(`${at}/`) ? problem : { ...problem, path: `${at}${members[problem.code] ?? ""}` },
  );
}

/** Another writer made the record that an upsert looked for in vain. */
class UpsertOvertaken extends ProblemError {
  constructor() {
    super("version_conflict");
    this.name = "UpsertOvertaken";
  }
}

function upsertConstraints(
  context: WriteContext,
  operations: readonly PlacedOperation[],
): ReadonlySet<string> {
  const names = operations.flatMap(({ operation }) => {
    const entity = operation.op === "upsert" ? context.catalogue.entities.get(operation.entity) : undefined;
    const key = entity === undefined ? undefined : upsertKey(context, entity, operation.key, "");
    return key === undefined || "problems" in key ? [] : [key.constraint];
  });
  return new Set(names);
}

/** A flight that tells a lost race of an upsert from a value that is taken. */
function watched(flight: Flight, constraints: ReadonlySet<string>): Flight {
  async function watch<T>(sent: Promise<T>): Promise<T> {
    try {
      return await sent;
    } catch (fault) {
      const isTaken =
        isDatabaseFault(fault) && fault.code === "23505" && constraints.has(fault.constraint ?? "");
      throw isTaken ? new UpsertOvertaken() : fault;
    }
  }
  return {
    isAlone: flight.isAlone,
    send: (statements) => watch(flight.send(statements)),
    finish: (statements, end) => watch(flight.finish(statements, end)),
  };
}
