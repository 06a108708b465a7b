import type { Expression } from "./expression.ts";
import { isLiteralKind } from "./literals.ts";

/** True for a value that stands for itself: `5`, `"draft"`, `null`, `{"date":"2026-01-31"}`. */
export function isConstant(expression: Expression): boolean {
  if (typeof expression !== "object" || expression === null) return true;
  const [name, ...more] = Object.keys(expression);
  return name !== undefined && more.length === 0 && isLiteralKind(name);
}
