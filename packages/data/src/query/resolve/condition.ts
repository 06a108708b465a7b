import type { Checked } from "@dougong/expression";
import { compileConditionSource } from "@dougong/fields";
import type { ExpressionSource, Problem } from "@dougong/model";
import type { Names } from "./names.ts";

/** Items of one list in a filter. */
export const maxListItems = 1000;

/** Reads `filter`, text or canonical JSON, with the names that the reader sees; it must be true or false. */
export function resolveCondition(
  names: Names,
  source: ExpressionSource | undefined,
): { readonly checked: Checked | null; readonly problems: readonly Problem[] } {
  if (source === undefined || source === null) return { checked: null, problems: [] };
  const compiled = compileConditionSource(source, names);
  if ("problems" in compiled)
    return {
      checked: null,
      problems: compiled.problems.map((problem) => ({ ...problem, path: `/filter${problem.path}` })),
    };
  const longest = longestList(compiled.checked);
  if (longest <= maxListItems) return { checked: compiled.checked, problems: [] };
  return {
    checked: null,
    problems: [
      {
        code: "too_many",
        path: "/filter",
        params: { max: maxListItems },
        expected: { max: maxListItems },
        got: longest,
      },
    ],
  };
}

function longestList(checked: Checked): number {
  switch (checked.node) {
    case "list":
      return Math.max(checked.items.length, ...checked.items.map(longestList));
    case "call":
      return Math.max(0, ...checked.args.map(longestList));
    case "aggregate":
      return Math.max(
        0,
        ...[checked.rows, checked.value, checked.filter, ...checked.outer].map((part) =>
          part === null ? 0 : longestList(part),
        ),
      );
    case "constant":
      return Array.isArray(checked.value) ? checked.value.length : 0;
    case "path":
    case "today":
    case "now":
    case "index":
      return 0;
  }
}
