import type { Type } from "@dougong/expression";
import type { JsonObject } from "@dougong/model";

/**
 * The result of a formula that names none, as a document would write it; undefined where the contract wants it
 * written out (no scale is inferred), or where the value is none that a field can hold.
 */
export function inferResult(type: Type): JsonObject | undefined {
  switch (type.kind) {
    case "text":
      return { type: "long_text" };
    case "integer":
    case "boolean":
    case "date":
    case "time":
    case "datetime":
      return { type: type.kind };
    case "decimal":
      return type.scale === null || type.scale > 12
        ? undefined
        : { type: "decimal", precision: 38, scale: type.scale };
    case "choice":
    case "choices":
      return { type: type.kind, options: type.options };
    case "reference":
      if (type.to.startsWith("$")) return undefined;
      return { type: "reference", to: type.to };
    default:
      return undefined;
  }
}
