import type { Environment, Value } from "@dougong/expression";

/** A record's values by field id, in contract form; lines are arrays of such records. */
export type RecordValues = Readonly<Record<string, Value | undefined>>;

/** What evaluations read besides the record: the instant, the zone, `$user`, `$old`. */
export type RecordEnvironment = Omit<Environment, "record" | "parent" | "rows">;

/** The rows of a lines field; none where it is empty. */
export function rowsOf(record: RecordValues, field: string): readonly RecordValues[] {
  const rows = record[field];
  return Array.isArray(rows) ? rows.filter(isRow) : [];
}

function isRow(value: Value): value is { readonly [member: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
