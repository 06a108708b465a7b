import { parameter, sql } from "@dougong/expression";
import type { FieldStorage } from "../../facets/storage.ts";

/** JSON in a jsonb column, so that equal values are equal in the database, too. */
export function createJsonStorage(type: string): FieldStorage {
  return {
    type,
    column: () => "jsonb",
    parameter: (value) => parameter(value === null ? null : JSON.stringify(value), "jsonb"),
    toJson: (column) => column,
    sortKey: (column) => sql`(${column})::text`,
    sortType: () => "text",
  };
}
