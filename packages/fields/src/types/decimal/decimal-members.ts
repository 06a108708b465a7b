import type { FieldDocument, JsonObject } from "@dougong/model";
import { type Decimal, numberToPlain, parseDecimal } from "../../values/decimal.ts";
import { integerMember } from "../../values/members.ts";

const bound: JsonObject = {
  type: ["string", "number"],
  pattern: "^-?\\d+(?:\\.\\d+)?$",
  title: "decimal",
  examples: ["12.50"],
};

/** JSON Schema of what decimals and money add to a field. */
export const decimalMembers: Readonly<Record<string, JsonObject>> = {
  precision: { type: "integer", minimum: 1, maximum: 38 },
  scale: { type: "integer", minimum: 0, maximum: 12 },
  min: bound,
  max: bound,
  step: bound,
};

/** `precision → 18`, `scale → 2`. */
export function decimalShape(field: FieldDocument): { readonly precision: number; readonly scale: number } {
  return { precision: integerMember(field, "precision", 18), scale: integerMember(field, "scale", 2) };
}

/** `min`, `max` or `step` as an exact number. */
export function decimalMember(field: FieldDocument, member: "min" | "max" | "step"): Decimal | undefined {
  const value = field[member];
  if (typeof value === "string") return parseDecimal(value);
  const plain = typeof value === "number" ? numberToPlain(value) : undefined;
  return plain === undefined ? undefined : parseDecimal(plain);
}
