import type { Problem } from "@dougong/model";

/** The sentences of all problems at a path and below it. */
export function sentencesAt(problems: readonly Problem[], path: string): readonly string[] {
  return problems.filter((problem) => isAt(problem, path)).map((problem) => problem.message ?? problem.code);
}

export function problemsAt(problems: readonly Problem[], path: string): readonly Problem[] {
  return problems.filter((problem) => isAt(problem, path));
}

function isAt(problem: Problem, path: string): boolean {
  return problem.path === path || problem.path.startsWith(`${path}/`);
}
