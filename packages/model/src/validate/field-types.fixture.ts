import type { FieldTypeMembers } from "../kinds/definition.ts";

const type = (
  name: string,
  properties: FieldTypeMembers["members"]["properties"],
  required: readonly string[] = [],
): FieldTypeMembers => ({ type: name, members: { properties, required } });

/** A few field types for the tests of this package; the real ones are `@dougong/fields`'s. */
export const fieldTypesForTest: readonly FieldTypeMembers[] = [
  type("text", { max: { type: "integer", minimum: 1 }, pattern: { type: "string" } }),
  type("email", {}),
  type("boolean", {}),
  type("user", { onDelete: { enum: ["restrict", "cascade", "clear"] } }),
  type("reference", { to: { type: "string" }, onDelete: { enum: ["restrict", "cascade", "clear"] } }, ["to"]),
];
