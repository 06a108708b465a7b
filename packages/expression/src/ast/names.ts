import type { Expression } from "./expression.ts";

/** A dotted name: letters of any script, so that a misspelt one is "unknown", not a syntax error. */
const path = /^\$?[\p{L}_][\p{L}\p{N}_]*(?:\.\$?[\p{L}_][\p{L}\p{N}_]*)*$/u;
const constants = new Set(["true", "false", "null"]);

/** True for what `{"var": …}` may hold; all of it can be printed and parsed again. */
export function isPath(text: string): boolean {
  return text.length <= 500 && path.test(text) && !constants.has(text) && !keywords.has(text);
}

export const keywords: ReadonlySet<string> = new Set(["OR", "AND", "NOT", "IN"]);

/** The dotted name of `{"var": name}`. */
export function pathOf(expression: Expression): string | null {
  if (typeof expression !== "object" || expression === null || Array.isArray(expression)) return null;
  const name = Object.hasOwn(expression, "var")
    ? (expression as { readonly var?: Expression }).var
    : undefined;
  return typeof name === "string" ? name : null;
}

/** Roots after which the next name is still part of the list: `$input.lines.amount`. */
const rootsWithFields = new Set(["$parent", "$input", "$old", "$record", "$item", "$row"]);

/**
 * `lines.amount` → list `lines`, value `amount`. The first name is taken for the list;
 * `check` moves the cut where the types say otherwise.
 */
export function splitList(name: string): readonly [list: string, value: string] | null {
  const names = name.split(".");
  const size = rootsWithFields.has(names[0] ?? "") ? 2 : 1;
  return names.length > size ? [names.slice(0, size).join("."), names.slice(size).join(".")] : null;
}
