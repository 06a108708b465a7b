import type { Problem } from "@dougong/model";
import { isConstant } from "./constant.ts";
import type { Expression } from "./expression.ts";
import { maxDepth, maxListItems, maxNodes } from "./limits.ts";

/** `too_deep` or `too_many` for an expression beyond the limits; walks no further than they reach. */
export function sizeProblem(expression: Expression): Omit<Problem, "path"> | null {
  let nodes = 0;
  let deep = false;
  let long = false;
  const walk = (node: Expression, depth: number): void => {
    nodes += 1;
    if (depth > maxDepth) deep = true;
    if (deep || nodes > maxNodes || typeof node !== "object" || node === null) return;
    for (const [name, child] of Array.isArray(node) ? node.entries() : Object.entries(node)) {
      if (name === "list" && Array.isArray(child) && child.every(isConstant))
        long = long || child.length > maxListItems;
      else if (Array.isArray(child)) for (const item of child) walk(item, depth + 1);
      else if (typeof child === "object" && child !== null) walk(child, depth + 1);
    }
  };
  walk(expression, 1);
  if (deep) return { code: "too_deep", params: { max: maxDepth }, expected: { max: maxDepth } };
  if (nodes > maxNodes) return { code: "too_many", params: { max: maxNodes }, expected: { max: maxNodes } };
  if (long) return { code: "too_many", params: { max: maxListItems }, expected: { max: maxListItems } };
  return null;
}
