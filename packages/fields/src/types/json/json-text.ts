import type { Value } from "@dougong/expression";

/** The JSON that a text is; undefined where it is none. */
export function readJson(text: string): { readonly json: Value } | undefined {
  try {
    return { json: JSON.parse(text) as Value };
  } catch {
    return undefined;
  }
}

/** JSON for people: indented; a text that reads as nothing else stands without quotes. */
export function printJson(value: Value | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string" && readJson(value) === undefined) return value;
  return JSON.stringify(value, null, 2);
}
