import { parameter } from "@dougong/expression";
import type { FieldStorage } from "../../facets/storage.ts";

export const integerStorage: FieldStorage = {
  type: "integer",
  column: () => "bigint",
  parameter: (value) => parameter(value === null ? null : String(value), "bigint"),
  toJson: (column) => column,
  sortKey: (column) => column,
};
