import type { Type } from "@dougong/expression";

/** The column type of a value that no field type describes: an aggregate, a formula without a declared result. */
export function columnType(type: Type): string {
  switch (type.kind) {
    case "text":
    case "choice":
    case "null":
      return 'text collate "C"';
    case "integer":
      return "bigint";
    case "decimal":
      return "numeric";
    case "boolean":
      return "boolean";
    case "date":
      return "date";
    case "time":
      return "time";
    case "datetime":
      return "timestamptz(3)";
    case "reference":
      return "uuid";
    case "choices":
      return "text[]";
    case "references":
      return "uuid[]";
    case "json":
      return "jsonb";
    case "list":
      return `${columnType(type.of).replace(/ collate .*/, "")}[]`;
    case "rows":
      throw new TypeError(`A ${type.kind} has no column`);
  }
}
