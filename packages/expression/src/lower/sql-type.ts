import type { Type } from "../types/type.ts";

/** The PostgreSQL type of values of a type, as `SqlEnvironment` tells it. */
export function sqlType(type: Type): string {
  switch (type.kind) {
    case "integer":
      return "bigint";
    case "decimal":
      return "numeric";
    case "boolean":
    case "date":
    case "time":
      return type.kind;
    case "datetime":
      return "timestamptz";
    case "reference":
      return "uuid";
    case "references":
      return "uuid[]";
    case "choices":
      return "text[]";
    case "json":
    case "rows":
      return "jsonb";
    case "list":
      return `${sqlType(type.of)}[]`;
    case "null":
    case "text":
    case "choice":
      return "text";
  }
}
