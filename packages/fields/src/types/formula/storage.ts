import { parameter } from "@dougong/expression";
import type { FieldDocument } from "@dougong/model";
import type { FieldStorage } from "../../facets/storage.ts";
import { resultField } from "./result-field.ts";

/** A computed value lives as its result type does; one without a result has no column. */
export function createFormulaStorage(
  results: Readonly<Record<string, FieldStorage>>,
  type: "formula" | "lookup" | "rollup" = "formula",
): FieldStorage {
  const resultOf = (field: FieldDocument) => {
    const result = resultField(field);
    const storage = result === undefined ? undefined : results[result.type];
    return result === undefined || storage === undefined ? undefined : { result, storage };
  };
  return {
    type,
    column: (field) => {
      const found = resultOf(field);
      return found === undefined ? null : found.storage.column(found.result);
    },
    parameter: (value, field) => {
      const found = resultOf(field);
      return found === undefined
        ? parameter(value === null ? null : String(value), "text")
        : found.storage.parameter(value, found.result);
    },
    toJson: (column, field) => {
      const found = resultOf(field);
      return found === undefined ? column : found.storage.toJson(column, found.result);
    },
    sortType: (field) => {
      const found = resultOf(field);
      return found?.storage.sortType?.(found.result) ?? null;
    },
    sortKey: (column, field, collation) => {
      const found = resultOf(field);
      return found === undefined ? column : found.storage.sortKey(column, found.result, collation);
    },
  };
}
