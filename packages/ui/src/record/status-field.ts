import type { Entity, Field } from "@dougong/fields";

/** The field that says where a record stands: that of its states, else its first required choice; undefined where it has none. */
export function statusFieldOf(entity: Entity): Field | undefined {
  if (entity.states !== null) return entity.fields.get(entity.states.field);
  return [...entity.fields.values()].find(
    ({ document }) => document.type === "choice" && document.required === true,
  );
}
