import { parameter, sql } from "@dougong/expression";
import type { FieldStorage } from "../../facets/storage.ts";

export const datetimeStorage: FieldStorage = {
  type: "datetime",
  column: () => "timestamptz(3)",
  parameter: (value) => parameter(value === null ? null : String(value), "timestamptz"),
  toJson: (column) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  sortKey: (column) => column,
};
