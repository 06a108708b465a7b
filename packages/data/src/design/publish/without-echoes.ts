import type { Problem } from "@dougong/model";

/**
 * Leaves out what only follows from another fault: where a document or a field is wrong itself, whoever names
 * it finds nothing, and to say so as well would hide the cause.
 *
 * @param first faults of documents by themselves
 */
export function withoutEchoes(first: readonly Problem[], further: readonly Problem[]): readonly Problem[] {
  const broken = new Set(first.flatMap(brokenNames));
  return further.filter((problem) => !isEcho(problem, broken));
}

function brokenNames(problem: Problem): readonly string[] {
  const [document = "", list, name] = problem.path.split("/").slice(1);
  const [kind, id] = document.split(":");
  if (id === undefined || kind === undefined) return [];
  return kind === "entity" && list === "fields" && name !== undefined ? [id, name] : [id];
}

function isEcho(problem: Problem, broken: ReadonlySet<string>): boolean {
  if (problem.code !== "unknown_document" && problem.code !== "unknown_field") return false;
  const named = [problem.params?.name, problem.got].filter((value) => typeof value === "string");
  return named.some((text) => text.split(/[^a-z0-9_]+/).some((word) => broken.has(word)));
}
