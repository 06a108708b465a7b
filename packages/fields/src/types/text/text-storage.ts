import { parameter, sql } from "@dougong/expression";
import type { FieldStorage } from "../../facets/storage.ts";

/** Text in a column compared by code point; only ORDER BY takes the workspace's collation. */
export function createTextStorage(type: string): FieldStorage {
  return {
    type,
    column: () => 'text collate "C"',
    parameter: (value) => parameter(value === null ? null : String(value), "text"),
    toJson: (column) => column,
    sortKey: (column, _field, collation) => sql`${column} collate ${collation}`,
  };
}
