import type { FieldDocument, JsonValue, Problem } from "@dougong/model";

/** A member of a field as a whole number, else the value given. */
export function integerMember(field: FieldDocument, member: string, otherwise: number): number {
  const value = field[member];
  return typeof value === "number" && Number.isInteger(value) ? value : otherwise;
}

/** A member as text, else undefined. */
export function textMember(field: FieldDocument, member: string): string | undefined {
  const value = field[member];
  return typeof value === "string" ? value : undefined;
}

/** `unsupported_kind` for each member that the contract has and this version does not. */
export function laterMembers(field: FieldDocument, members: readonly string[]): readonly Problem[] {
  return members
    .filter((member) => field[member] !== undefined)
    .map((member) => ({ code: "unsupported_kind", path: `/${member}`, params: { name: member } }));
}

/** A member that holds a value cannot hold an expression yet. */
export function isExpressionText(value: JsonValue | undefined): boolean {
  return typeof value === "string" && value.startsWith("=");
}
