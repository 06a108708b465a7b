import type { Type } from "./type.ts";
import { isNumeric, isTextual, sameType } from "./type-name.ts";

/** The type that holds the values of both, or null: integers beside decimals become decimal. */
export function unify(left: Type, right: Type): Type | null {
  if (left.kind === "null") return right;
  if (right.kind === "null") return left;
  if (isNumeric(left) && isNumeric(right)) return widestNumber([left, right]);
  if (isTextual(left) && isTextual(right)) return sameType(left, right) ? left : { kind: "text" };
  if (left.kind === "list" && right.kind === "list") {
    const of = unify(left.of, right.of);
    return of === null ? null : { kind: "list", of };
  }
  return sameType(left, right) ? left : null;
}

/** Contract 0.1: the greatest scale of the parts; none where one part has none. */
export function widestNumber(types: readonly Type[]): Type {
  if (types.every((type) => type.kind !== "decimal")) return { kind: "integer" };
  let scale: number | null = 0;
  for (const type of types) {
    if (type.kind !== "decimal") continue;
    scale = scale === null || type.scale === null ? null : Math.max(scale, type.scale);
  }
  return { kind: "decimal", scale };
}
