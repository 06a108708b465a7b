import type { Value } from "@dougong/expression";

/**
 * The scope that a number is counted in: one text per combination of a sequence's `per`, by the workspace's date
 * and the record's values. Without `per` there is one scope.
 *
 * @example
 * scopeOf(["year"], "2026-01-05", {}) // '["2026"]'
 */
export function scopeOf(
  per: readonly string[],
  date: string,
  record: Readonly<Record<string, Value>>,
): string {
  const parts = per.map((name) => {
    switch (name) {
      case "year":
        return date.slice(0, 4);
      case "month":
        return date.slice(0, 7);
      case "day":
        return date;
      default:
        return record[name] ?? null;
    }
  });
  return JSON.stringify(parts);
}
