import type { Type } from "./type.ts";

/** The type as `compile` and problems write it: `decimal(2)`, `reference(crm.customer)`, `rows(orders.order_line)`. */
export function typeName(type: Type): string {
  switch (type.kind) {
    case "decimal":
      return type.scale === null ? "decimal" : `decimal(${type.scale})`;
    case "reference":
    case "references":
      return `${type.kind}(${type.to})`;
    case "rows":
      return `rows(${type.entity})`;
    case "list":
      return `list(${typeName(type.of)})`;
    default:
      return type.kind;
  }
}

/** True when both types hold the same values with the same meaning. */
export function sameType(left: Type, right: Type): boolean {
  if (left.kind !== right.kind) return false;
  switch (left.kind) {
    case "decimal":
      return right.kind === "decimal" && left.scale === right.scale;
    case "choice":
    case "choices":
      return (
        (right.kind === "choice" || right.kind === "choices") &&
        left.options.length === right.options.length &&
        left.options.every((option, index) => option === right.options[index])
      );
    case "reference":
    case "references":
      return (right.kind === "reference" || right.kind === "references") && left.to === right.to;
    case "rows":
      return right.kind === "rows" && left.entity === right.entity;
    case "list":
      return right.kind === "list" && sameType(left.of, right.of);
    default:
      return true;
  }
}

/** True when a value of `from` may be stored where `to` is wanted: integers and decimals mix, choices are their ids. */
export function isAssignable(from: Type, to: Type): boolean {
  if (from.kind === "null") return true;
  if (isNumeric(from) && isNumeric(to)) return to.kind === "decimal" || from.kind === "integer";
  if (isTextual(from) && isTextual(to)) return true;
  if (from.kind === "reference" && to.kind === "reference") return from.to === to.to;
  if (from.kind === "references" && to.kind === "references") return from.to === to.to;
  if (from.kind === "choices" && to.kind === "choices") return true;
  if (from.kind === "list") {
    const item = to.kind === "list" ? to.of : to.kind === "choices" ? { kind: "text" as const } : null;
    return item !== null && isAssignable(from.of, item);
  }
  return sameType(from, to);
}

export function isNumeric(type: Type): boolean {
  return type.kind === "integer" || type.kind === "decimal";
}

/** Text and choice ids. */
export function isTextual(type: Type): boolean {
  return type.kind === "text" || type.kind === "choice";
}

/** Single values that have an API form: what `&`, TEXT and JOIN take. */
export function isScalar(type: Type): boolean {
  return !["choices", "references", "rows", "list", "json"].includes(type.kind);
}
