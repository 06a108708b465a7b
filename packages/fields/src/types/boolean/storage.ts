import { parameter } from "@dougong/expression";
import type { FieldStorage } from "../../facets/storage.ts";

export const booleanStorage: FieldStorage = {
  type: "boolean",
  column: () => "boolean",
  parameter: (value) => parameter(value === null ? null : value === true ? "true" : "false", "boolean"),
  toJson: (column) => column,
  sortKey: (column) => column,
};
