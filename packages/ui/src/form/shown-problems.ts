import type { FormLayout } from "@dougong/forms";
import type { Problem, ProblemItem } from "@dougong/model";

/** An untouched field of a form that nobody tried to save shows no fault yet. */
export function shownProblems(
  found: readonly Problem[],
  refused: readonly Problem[],
  touched: ReadonlySet<string>,
  tried: boolean,
): readonly Problem[] {
  const visible = found.filter((problem) => tried || touched.has(fieldOfPath(problem.path)));
  const known = new Set(visible.map((problem) => `${problem.code} ${problem.path}`));
  return [...visible, ...refused.filter((problem) => !known.has(`${problem.code} ${problem.path}`))];
}

export function fieldOfPath(path: string): string {
  return path.split("/")[1] ?? "";
}

export function isUnder(path: string, field: string): boolean {
  return fieldOfPath(path) === field || path === "";
}

/** The server's sentence is kept as it came: it is in the user's language. */
export function asProblem(item: ProblemItem): Problem {
  return { code: "rule_failed", path: item.path, message: item.message };
}

/** Problems as the form shows their fields, from top to bottom; those of no field of the form come first. */
export function inFormOrder(layout: FormLayout, problems: readonly Problem[]): readonly Problem[] {
  const order = layout.sections.flatMap((section) =>
    section.kind === "fields"
      ? section.items.map((item) => item.id)
      : section.kind === "lines"
        ? [section.field.id]
        : [],
  );
  const place = (problem: Problem) => order.indexOf(fieldOfPath(problem.path));
  return [...problems].sort((one, other) => place(one) - place(other));
}
