import type { PathStep } from "@dougong/expression";
import { type Problem, pointer } from "@dougong/model";
import type { Names } from "./names.ts";
import { resolvePath } from "./resolve-path.ts";

/** One member of `sort`. */
export interface SortItem {
  readonly steps: readonly PathStep[];
  readonly descending: boolean;
}

/** Members of `sort` beyond which a query is refused. */
export const maxSortItems = 16;

/** Reads `["-total","customer.name"]`. A path that comes again changes nothing; after `id` nothing can. */
export function resolveSort(
  names: Names,
  sort: readonly string[],
): { readonly items: readonly SortItem[]; readonly problems: readonly Problem[] } {
  if (sort.length > maxSortItems)
    return {
      items: [],
      problems: [{ code: "too_many", path: "/sort", params: { max: maxSortItems }, got: sort.length }],
    };
  const items: SortItem[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  sort.forEach((text, index) => {
    const descending = text.startsWith("-");
    const path = descending ? text.slice(1) : text;
    const found = resolvePath(names, path, pointer("sort", index));
    if ("problem" in found) problems.push(found.problem);
    else if (!isSortable(found.steps))
      problems.push({
        code: "type_mismatch",
        path: pointer("sort", index),
        params: { label: path },
        expected: "scalar",
        got: found.steps.at(-1)?.type.kind ?? "null",
      });
    else if (!seen.has("id") && !seen.has(path)) items.push({ steps: found.steps, descending });
    seen.add(path);
  });
  return { items, problems };
}

function isSortable(steps: readonly PathStep[]): boolean {
  const kind = steps.at(-1)?.type.kind;
  return kind !== undefined && !["rows", "list", "json", "references"].includes(kind);
}
