import type { Entity, Field } from "@dougong/fields";
import { isJsonObject } from "@dougong/model";

/** The field that says where a record stands: that of its states, else its first required choice; undefined where it has none. */
export function statusFieldOf(entity: Entity): Field | undefined {
  const { states } = entity.document;
  const named = isJsonObject(states) && typeof states["field"] === "string" ? states["field"] : null;
  if (named !== null) return entity.fields.get(named);
  return [...entity.fields.values()].find(
    ({ document }) => document.type === "choice" && document.required === true,
  );
}
