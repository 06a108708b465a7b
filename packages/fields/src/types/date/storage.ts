import { parameter, sql } from "@dougong/expression";
import type { FieldStorage } from "../../facets/storage.ts";

export const dateStorage: FieldStorage = {
  type: "date",
  column: () => "date",
  parameter: (value) => parameter(value === null ? null : String(value), "date"),
  toJson: (column) => sql`to_char(${column}, 'YYYY-MM-DD')`,
  sortKey: (column) => column,
};
