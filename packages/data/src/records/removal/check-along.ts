import { arrayParameter, sql } from "@dougong/expression";
import { type Problem, ProblemError } from "@dougong/model";
import type { Flight } from "../flight/flight.ts";
import { rows } from "../flight/statement.ts";
import { recordIn } from "../locks/read-locked.ts";
import { entityOf, type RecordEngine, startWrite, tablesOf } from "../parts.ts";
import type { WriteContext } from "../record-service.ts";
import { recordJson } from "../statements/record-json.ts";
import { deletionProblem } from "../steps/closed.ts";
import { deleteRules } from "../steps/rules.ts";
import { runSteps, type Write } from "../steps/write.ts";
import type { RemovalPlan } from "./plan-removal.ts";

/** What keeps a record from being deleted: its design, or a rule. */
export function deletionProblems(write: Write): readonly Problem[] {
  const fixed = deletionProblem(write);
  const ruled = runSteps([deleteRules], write).problems;
  return fixed === undefined ? ruled : [fixed, ...ruled];
}

/**
 * Asks the records that a deletion takes along whether they may go, as if each were deleted by itself.
 *
 * @throws ProblemError `validation_failed`
 */
export async function checkAlong(
  engine: RecordEngine,
  flight: Flight,
  context: WriteContext,
  plan: RemovalPlan,
  root: { readonly id: string; readonly now: string; readonly cause: string | null },
): Promise<void> {
  const tables = tablesOf(engine, context);
  const problems: Problem[] = [];
  for (const [entityId, ids] of plan.removed) {
    const entity = entityOf(context, entityId);
    const along = [...ids].filter((id) => id !== root.id);
    const { appendOnly = false, write: writers = "all" } = entity.document;
    const ruled = entity.rules.some((rule) => rule.document.on.includes("delete"));
    if (along.length === 0 || (!ruled && appendOnly === false && writers === "all")) continue;
    const condition = sql`t."id" = any(${arrayParameter(along, "uuid")})`;
    const read = sql`select q.record::text as record from (${recordJson(tables, entity, condition)}) as q`;
    const [found] = await flight.send([rows("read what goes along", read)]);
    for (const before of (found ?? []).map(recordIn)) {
      const { now, cause } = root;
      const start = startWrite(engine, context, entity, {
        operation: "update",
        input: {},
        before,
        now,
        cause,
      });
      // The fault is another record's than the one that was named.
      problems.push(...deletionProblems({ ...start, record: before }).map((one) => ({ ...one, path: "" })));
    }
  }
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
}
