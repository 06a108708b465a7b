import { type Problem, ProblemError } from "@dougong/model";
import { isUnavailable } from "../flight/database-fault.ts";
import { newFiles, newReferences } from "../locks/references.ts";
import { type RecordEngine, tablesOf } from "../parts.ts";
import { unreadable, type Write } from "../steps/write.ts";
import { fileProblems } from "./file-problems.ts";
import { brokenInvariants } from "./invariant-problems.ts";
import { missingReferences } from "./missing-references.ts";
import { problemsOfFault } from "./problems-of-fault.ts";
import { whatIsTaken } from "./taken.ts";

/**
 * Refuses writes that have problems. What the database would have found, too, is looked up for the answer, so
 * that a caller gets to know all faults at once.
 *
 * @throws ProblemError `validation_failed`
 */
export async function refuseProblems(engine: RecordEngine, writes: readonly Write[]): Promise<void> {
  const found = writes.flatMap((write) => write.problems);
  if (found.length === 0) return;
  // a value beyond a limit of bytes answers 413, whatever else is wrong
  const code = found.some((problem) => problem.code === "too_large") ? "too_large" : "validation_failed";
  throw new ProblemError(code, withoutDoubles([...found, ...(await furtherProblems(engine, writes))]));
}

/** What the database would refuse, too: references to nothing, values that are taken, invariants. */
async function furtherProblems(engine: RecordEngine, writes: readonly Write[]): Promise<readonly Problem[]> {
  const [first] = writes;
  if (first === undefined) return [];
  const references = writes.flatMap(newReferences);
  const files = writes.flatMap(newFiles);
  const { pool } = engine.workspace;
  return [
    ...(await missingReferences(pool, tablesOf(engine, first.context), references)),
    ...(await fileProblems(pool, engine.schema, files)),
    ...(await whatIsTaken(engine, writes)),
    ...brokenInvariants(writes.filter((write) => !unreadable(write))).map((one) => one.problem),
  ];
}

/** Runs a flight; what the database refuses becomes problems at the places of what was sent. */
export async function explained<T>(
  engine: RecordEngine,
  writes: readonly Write[],
  fly: () => Promise<T>,
): Promise<T> {
  try {
    return await fly();
  } catch (fault) {
    if (fault instanceof ProblemError || isUnavailable(fault)) throw fault;
    const problems = await problemsOfFault(engine, writes, fault);
    if (problems === undefined) throw fault;
    const further = await furtherProblems(engine, writes);
    throw new ProblemError("validation_failed", withoutDoubles([...problems, ...further]));
  }
}

/** One sentence per place and code: a value that is wrong in two ways keeps both. */
export function withoutDoubles(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = `${problem.code} ${problem.path} ${problem.message ?? ""}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
