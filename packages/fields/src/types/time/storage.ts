import { parameter, sql } from "@dougong/expression";
import type { FieldStorage } from "../../facets/storage.ts";

export const timeStorage: FieldStorage = {
  type: "time",
  column: () => "time",
  parameter: (value) => parameter(value === null ? null : String(value), "time"),
  toJson: (column) => sql`to_char(${column}, 'HH24:MI:SS')`,
  sortKey: (column) => column,
};
