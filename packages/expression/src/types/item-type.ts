import type { Type } from "./type.ts";

/** The type of the items of a list of plain values; null for what is none. */
export function itemType(type: Type): Type | null {
  switch (type.kind) {
    case "choices":
      return { kind: "choice", options: type.options };
    case "references":
      return { kind: "reference", to: type.to };
    case "list":
      return type.of;
    default:
      return null;
  }
}
