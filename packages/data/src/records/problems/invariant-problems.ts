import { isLocal } from "@dougong/fields";
import type { Problem } from "@dougong/model";
import type { ConstraintFacts } from "../../schema/tables/constraint-facts.ts";
import { environmentOf } from "../steps/environment.ts";
import { holds } from "../steps/holds.ts";
import type { Write } from "../steps/write.ts";

/**
 * The designer's words for broken invariants. The database names one; which records break it, and what else they
 * break, is found by working all out again. One that only the database can tell stands at the whole.
 */
export function invariantProblems(
  writes: readonly Write[],
  facts: Extract<ConstraintFacts, { readonly kind: "invariant" }>,
): readonly Problem[] {
  const broken = brokenInvariants(writes);
  const problems = broken.map((one) => one.problem);
  const isTold = broken.some((one) => one.entity === facts.entity && one.problem.message === facts.message);
  if (isTold) return problems;
  const at = writes.length === 1 ? (writes[0]?.at ?? "") : "";
  return [problem(facts.invariant, facts.message, at), ...problems];
}

function problem(name: string, message: string, path: string): Problem {
  return { code: "invariant_failed", path, message, params: { name } };
}

/** Invariants of the records written that do not hold for what they will be. */
export function brokenInvariants(writes: readonly Write[]): readonly Broken[] {
  return writes.flatMap((write) =>
    write.entity.invariants
      .filter((one) => isLocal(write.context.catalogue, one.check))
      .filter((one) => !holds(one.check, { ...environmentOf(write), record: write.record }))
      .map((one) => ({ entity: write.entity.id, problem: problem(one.id, one.message, write.at) })),
  );
}

interface Broken {
  readonly entity: string;
  readonly problem: Problem;
}
