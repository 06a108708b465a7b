import type { Problem } from "@dougong/model";
import type { Expression } from "./expression.ts";
import { maxDepth, maxNodes } from "./limits.ts";

/** `too_deep` or `too_many` for an expression beyond the limits; walks no further than they reach. */
export function sizeProblem(expression: Expression): Omit<Problem, "path"> | null {
  let nodes = 0;
  let deep = false;
  const walk = (node: Expression, depth: number): void => {
    nodes += 1;
    if (depth > maxDepth) deep = true;
    if (deep || nodes > maxNodes || typeof node !== "object" || node === null) return;
    for (const child of Array.isArray(node) ? node : Object.values(node)) {
      if (Array.isArray(child)) for (const item of child) walk(item, depth + 1);
      else if (typeof child === "object" && child !== null) walk(child, depth + 1);
    }
  };
  walk(expression, 1);
  if (deep) return { code: "too_deep", params: { max: maxDepth }, expected: { max: maxDepth } };
  if (nodes > maxNodes) return { code: "too_many", params: { max: maxNodes }, expected: { max: maxNodes } };
  return null;
}
