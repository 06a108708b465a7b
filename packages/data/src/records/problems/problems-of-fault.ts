import { type Problem, pointer } from "@dougong/model";
import { mostConsequences } from "../../schema/migrations/platform-functions.ts";
import { type ConstraintFacts, constraintFacts } from "../../schema/tables/constraint-facts.ts";
import { assertionOf, type DatabaseFault, isDatabaseFault } from "../flight/database-fault.ts";
import { newFiles, newReferences } from "../locks/references.ts";
import { type RecordEngine, tablesOf } from "../parts.ts";
import { subjectsOf } from "../steps/subjects.ts";
import type { Write } from "../steps/write.ts";
import { fileProblems } from "./file-problems.ts";
import { invariantProblems } from "./invariant-problems.ts";
import { missingReferences } from "./missing-references.ts";
import { overlap, overlapProblems } from "./overlap-problems.ts";
import { uniqueProblems } from "./unique-problems.ts";

/**
 * What a refusal of the database means for what was sent, or undefined where it is none of the writes' doing. Only
 * SQLSTATE and the constraint's name are read: `detail` holds values that the caller may not see.
 */
export async function problemsOfFault(
  engine: RecordEngine,
  writes: readonly Write[],
  fault: unknown,
): Promise<readonly Problem[] | undefined> {
  const [first] = writes;
  if (first === undefined || !isDatabaseFault(fault)) return undefined;
  if (assertionOf(fault) === "reference_not_found") {
    const references = writes.flatMap(newReferences);
    const missing = [
      ...(await missingReferences(engine.workspace.pool, tablesOf(engine, first.context), references)),
    ];
    missing.push(...(await fileProblems(engine.workspace.pool, engine.schema, writes.flatMap(newFiles))));
    // Between the refusal and this look the target may have come back.
    return missing.length > 0 ? missing : [{ code: "reference_not_found", path: first.at }];
  }
  if (assertionOf(fault) === "too_many")
    return [{ code: "too_many", path: "", variant: "consequences", params: { max: mostConsequences } }];
  switch (fault.code) {
    case "23505":
      return constraintProblems(engine, writes, fault);
    case "23503":
      return constraintProblems(engine, writes, fault);
    case "23P01":
      return constraintProblems(engine, writes, fault);
    case "23514":
      return constraintProblems(engine, writes, fault);
    case "22003":
      return [{ code: "out_of_range", path: first.at }];
    default:
      return undefined;
  }
}

async function constraintProblems(
  engine: RecordEngine,
  writes: readonly Write[],
  fault: DatabaseFault,
): Promise<readonly Problem[] | undefined> {
  const [first] = writes;
  if (first === undefined || fault.constraint === undefined) return undefined;
  const facts = constraintFacts(first.context.catalogue, fault.constraint);
  const entityLabel = (id: string) => first.context.catalogue.entities.get(id)?.label ?? id;
  switch (facts?.kind) {
    case "unique":
      return uniqueProblems(engine, writes, facts);
    case "reference":
      return [
        {
          code: "reference_not_found",
          // of one record's write the field is known; of many it may be any of theirs
          path:
            writes.length === 1 && first.entity.id === facts.entity
              ? `${first.at}/${facts.fields[0]}`
              : first.at,
          params: { entity: entityLabel(facts.to) },
        },
      ];
    case "invariant":
      return invariantProblems(writes, facts);
    case "exclude":
      return overlapsOf(engine, writes, facts);
    case "tree":
      return cycleProblems(writes, facts);
    case "id":
      return [{ code: "not_unique", path: `${first.at}/id` }];
    case undefined:
      return undefined;
  }
}

async function overlapsOf(
  engine: RecordEngine,
  writes: readonly Write[],
  facts: Extract<ConstraintFacts, { readonly kind: "exclude" }>,
): Promise<readonly Problem[]> {
  const entity = writes[0]?.context.catalogue.entities.get(facts.entity);
  const exclude = entity?.document.exclude?.[facts.index];
  if (entity === undefined || exclude === undefined) return [];
  const found = await overlapProblems(engine, writes, entity, exclude);
  // The other record may be gone again by now: the refusal stands all the same.
  const [first] = writes.flatMap(subjectsOf).filter((one) => one.entity.id === entity.id);
  return found.length > 0 ? found : overlap(exclude, first);
}

/** Which of several moves closed the circle is not known: each that moved is told. */
function cycleProblems(
  writes: readonly Write[],
  { entity, fields: [parent] }: Extract<ConstraintFacts, { readonly kind: "tree" }>,
): readonly Problem[] {
  const moved = writes.filter((write) => {
    const was = write.before?.[parent] ?? null;
    return write.entity.id === entity && write.before !== null && was !== (write.record[parent] ?? null);
  });
  return moved.map((write): Problem => {
    const label = write.entity.fields.get(parent)?.label ?? parent;
    const path = `${write.at}${pointer(parent)}`;
    return { code: "cycle", variant: "tree", path, params: { label }, got: write.record[parent] ?? null };
  });
}
