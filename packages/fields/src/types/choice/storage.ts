import { parameter, sql } from "@dougong/expression";
import type { FieldStorage } from "../../facets/storage.ts";
import { choiceOptions } from "./options.ts";

export const choiceStorage: FieldStorage = {
  type: "choice",
  column: () => 'text collate "C"',
  parameter: (value) => parameter(value === null ? null : String(value), "text"),
  toJson: (column) => column,
  sortKey: (column, field) =>
    sql`array_position(${parameter(arrayLiteral(choiceOptions(field).map((option) => option.id)), "text[]")}, ${column})`,
  sortType: () => "int",
};

/** Elements are quoted, as an option may be called `null`; ids have no characters that need an escape. */
function arrayLiteral(ids: readonly string[]): string {
  return `{${ids.map((id) => `"${id}"`).join(",")}}`;
}
