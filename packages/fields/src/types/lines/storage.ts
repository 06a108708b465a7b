import { parameter } from "@dougong/expression";
import type { FieldStorage } from "../../facets/storage.ts";

/** Rows stand in a table of their own, so the owner has no column for them. */
export const linesStorage: FieldStorage = {
  type: "lines",
  column: () => null,
  parameter: (value) => parameter(value === null ? null : JSON.stringify(value), "json"),
  toJson: (column) => column,
  sortKey: (column) => column,
};
