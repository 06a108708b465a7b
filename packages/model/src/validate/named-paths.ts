import { isJsonObject } from "../json/json.ts";
import { pointer, pointerSegments } from "../pointer/pointer.ts";
import type { Problem } from "../problem/problem.ts";

/**
 * The path with array elements addressed by their `id` instead of their place, as documents are addressed:
 * `/fields/3/formula` becomes `/fields/discount/formula`. Elements without an id, or with one that an earlier
 * element has, keep their place.
 */
export function namedPath(document: unknown, path: string): string {
  let here: unknown = document;
  const named: string[] = [];
  for (const segment of pointerSegments(path)) {
    if (Array.isArray(here)) {
      const list: readonly unknown[] = here;
      const element = list[Number(segment)];
      const id =
        isJsonObject(element) && typeof element.id === "string" && element.id !== "" ? element.id : undefined;
      const first = id === undefined ? -1 : list.findIndex((other) => isJsonObject(other) && other.id === id);
      named.push(id !== undefined && first === Number(segment) ? id : segment);
      here = element;
    } else {
      named.push(segment);
      here = isJsonObject(here) ? here[segment] : undefined;
    }
  }
  return pointer(...named);
}

export function withNamedPaths(document: unknown, problems: readonly Problem[]): readonly Problem[] {
  return problems.map((problem) => ({ ...problem, path: namedPath(document, problem.path) }));
}
