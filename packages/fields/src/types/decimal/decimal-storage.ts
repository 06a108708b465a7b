import { parameter, sql } from "@dougong/expression";
import type { FieldStorage } from "../../facets/storage.ts";
import { decimalShape } from "./decimal-members.ts";

/** Exact numbers in `numeric(precision, scale)`, whose text always has the scale. */
export function createDecimalStorage(type: string): FieldStorage {
  return {
    type,
    column: (field) => {
      const { precision, scale } = decimalShape(field);
      return `numeric(${precision},${scale})`;
    },
    parameter: (value) => parameter(value === null ? null : String(value), "numeric"),
    toJson: (column) => sql`(${column})::text`,
    sortKey: (column) => column,
  };
}
