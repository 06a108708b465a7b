import type { Entity } from "@dougong/fields";
import type { Problem } from "@dougong/model";
import type { RecordEngine } from "../parts.ts";
import { subjectsOf } from "../steps/subjects.ts";
import type { Write } from "../steps/write.ts";
import { overlapProblems } from "./overlap-problems.ts";
import { takenProblems } from "./unique-problems.ts";

/**
 * What an index would refuse, looked up for writes that are refused for other reasons, so that a caller gets to know
 * all faults at once.
 */
export async function whatIsTaken(
  engine: RecordEngine,
  writes: readonly Write[],
): Promise<readonly Problem[]> {
  const entities = new Set<Entity>(writes.flatMap(subjectsOf).map((subject) => subject.entity));
  const problems: Problem[] = [];
  for (const entity of entities) {
    for (const index of (entity.document.unique ?? []).keys())
      problems.push(...(await takenProblems(engine, writes, { entity: entity.id, index })));
    for (const exclude of entity.document.exclude ?? [])
      problems.push(...(await overlapProblems(engine, writes, entity, exclude)));
  }
  return problems;
}
