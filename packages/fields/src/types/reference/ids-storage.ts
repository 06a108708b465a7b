import { arrayParameter, parameter } from "@dougong/expression";
import type { FieldStorage } from "../../facets/storage.ts";

/** Ids in a uuid array, in their order; null where there is none. */
export function createIdsStorage(type: string): FieldStorage {
  return {
    type,
    column: () => "uuid[]",
    parameter: (value) =>
      Array.isArray(value) && value.length > 0
        ? arrayParameter(value.map(String), "uuid")
        : parameter(null, "uuid[]"),
    toJson: (column) => column,
    sortKey: (column) => column,
  };
}
