import { parameter, sql } from "@dougong/expression";
import type { FieldStorage } from "../../facets/storage.ts";

/** A record id in a uuid column; ordering by the target's title is the query compiler's. */
export function createIdStorage(type: string): FieldStorage {
  return {
    type,
    column: () => "uuid",
    parameter: (value) => parameter(value === null ? null : String(value), "uuid"),
    toJson: (column) => sql`(${column})::text`,
    sortKey: (column) => column,
  };
}
