import type { Catalogue, Entity, Field } from "@dougong/fields";

/** True for a field whose value is the record's own rows. */
export function isLines(field: Field): boolean {
  return field.type.kind === "rows";
}

/** The entity of a lines field's rows. */
export function rowEntity(catalogue: Catalogue, field: Field): Entity {
  const entity = field.to === null ? undefined : catalogue.entities.get(field.to);
  if (entity === undefined) throw new RangeError(`${field.id} is no lines field of this catalogue`);
  return entity;
}
