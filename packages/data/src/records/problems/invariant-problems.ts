import type { Problem } from "@dougong/model";
import type { ConstraintFacts } from "../../schema/tables/constraint-facts.ts";
import { environmentOf } from "../steps/environment.ts";
import { holds } from "../steps/holds.ts";
import type { Write } from "../steps/write.ts";

/**
 * The designer's words for a broken invariant. Where many records were written, those that break it are found by
 * working it out again; one that only the database can tell stands at the whole.
 */
export function invariantProblems(
  writes: readonly Write[],
  facts: Extract<ConstraintFacts, { readonly kind: "invariant" }>,
): readonly Problem[] {
  const at = (path: string): Problem => ({
    code: "invariant_failed",
    path,
    message: facts.message,
    params: { name: facts.invariant },
  });
  if (writes.length === 1) return [at(writes[0]?.at ?? "")];
  const breaking = writes.filter((write) => {
    const invariant =
      write.entity.id === facts.entity
        ? write.entity.invariants.find((one) => one.id === facts.invariant)
        : undefined;
    return (
      invariant !== undefined && !holds(invariant.check, { ...environmentOf(write), record: write.record })
    );
  });
  return breaking.length === 0 ? [at("")] : breaking.map((write) => at(write.at));
}
