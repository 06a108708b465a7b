import { isJsonObject, ProblemError } from "@dougong/model";
import type { RecordEngine } from "../parts.ts";
import type { WriteContext, WriteResult } from "../record-service.ts";
import { recordBody, resultsBody } from "./answers.ts";
import { type BatchOperation, mostOperations } from "./operation.ts";
import type { PlacedOperation } from "./perform.ts";
import type { Results } from "./results.ts";
import { type BatchAnswer, refuseFirst, refuseTogether, runBatch } from "./run-batch.ts";

/** What became of one operation of a batch that is not atomic. */
export type EachResult =
  | { readonly status: number; readonly record: string | null }
  | { readonly error: ProblemError };

function placed(operation: BatchOperation, index: number): PlacedOperation {
  return { operation, at: `/operations/${index}`, data: `/operations/${index}/data` };
}

/** @throws ProblemError `validation_failed` with `too_many` */
function requireFew(operations: readonly BatchOperation[]): void {
  if (operations.length <= mostOperations) return;
  const params = { max: mostOperations, got: operations.length };
  throw new ProblemError("validation_failed", [
    {
      code: "too_many",
      path: "/operations",
      params,
      expected: { max: mostOperations },
      got: operations.length,
    },
  ]);
}

/** All operations in one transaction: `{"results":[{status,record?}]}`, or a refusal that tells of all of them. */
export function writeTogether(
  engine: RecordEngine,
  context: WriteContext,
  operations: readonly BatchOperation[],
): Promise<WriteResult> {
  requireFew(operations);
  return runBatch(engine, context, operations.map(placed), {
    body: resultsBody,
    result: () => ({ status: 200, id: "", version: 0 }),
    refuse: refuseTogether,
  });
}

/** What one operation of a batch that is not atomic stands on. */
export interface Before {
  /** What earlier operations gave. */
  readonly results: Results;
  /** Earlier operations that are done again before it: a trial leaves nothing behind that it could find. */
  readonly again: readonly PlacedOperation[];
}

const one: BatchAnswer = {
  body: (session, outcomes) => recordBody(session, outcomes.at(-1)),
  result(outcomes) {
    const done = outcomes.at(-1);
    return { status: done?.status ?? 200, id: done?.id ?? "", version: done?.version ?? 0 };
  },
  refuse: refuseFirst,
};

/** One operation as a request of its own: what it answers is its record. */
export function writeOne(
  engine: RecordEngine,
  context: WriteContext,
  operation: PlacedOperation,
  before: Before,
): Promise<WriteResult> {
  return runBatch(engine, context, [...before.again, operation], one, before.results);
}

/** In a longer trial only those are done again that others may refer to. */
const mostAgain = 100;

/**
 * Each operation in a transaction of its own, in order; one that is refused does not keep the next from being done.
 * With a key each keeps its outcome under a key of its own, so that a repetition after a break goes on where it was.
 *
 * @param write runs one operation as the record service runs a write
 */
export async function writeEach(
  context: WriteContext,
  operations: readonly BatchOperation[],
  write: (context: WriteContext, operation: PlacedOperation, before: Before) => Promise<WriteResult>,
): Promise<readonly EachResult[]> {
  requireFew(operations);
  const earlier: Results = new Map();
  const again: PlacedOperation[] = [];
  const results: EachResult[] = [];
  for (const [index, operation] of operations.entries()) {
    const own = placed(operation, index);
    const result = await tryOne(() => write(keyed(context, index), own, { results: earlier, again }));
    const isRefused = "error" in result;
    results.push(isRefused ? result : { status: result.status, record: result.body || null });
    if (operation.as !== undefined) earlier.set(operation.as, isRefused ? null : valuesOf(result));
    const isWanted = operations.length <= mostAgain || operation.as !== undefined;
    if (context.dryRun && isWanted && !isRefused) again.push(own);
  }
  return results;
}

async function tryOne(
  write: () => Promise<WriteResult>,
): Promise<WriteResult | { readonly error: ProblemError }> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof ProblemError && error.code !== "unavailable") return { error };
    throw error;
  }
}

// No caller's key holds a line break.
function keyed(context: WriteContext, index: number): WriteContext {
  const { idempotency } = context;
  if (idempotency === undefined) return context;
  return { ...context, idempotency: { ...idempotency, key: `${idempotency.key}\n${index}` } };
}

function valuesOf(result: WriteResult) {
  const record: unknown = result.body === "" ? { id: result.id } : JSON.parse(result.body);
  return isJsonObject(record) ? record : null;
}
