import type { Catalogue, Entity, Field } from "@dougong/fields";

/** Records that point to a record of an entity: whose, and by which field. */
export interface Relation {
  readonly entity: Entity;
  readonly field: Field;
  readonly label: string;
}

/** The entities that refer to an entity, rows of others left out; told by the field, too, where one does so twice. */
export function relationsTo(catalogue: Catalogue, target: Entity): readonly Relation[] {
  return [...catalogue.entities.values()]
    .filter((entity) => entity.owner === null && entity.app !== "system")
    .flatMap((entity) => {
      const fields = [...entity.fields.values()].filter(
        (field) => field.type.kind === "reference" && field.to === target.id,
      );
      return fields.map((field) => ({
        entity,
        field,
        label: fields.length === 1 ? entity.label : `${entity.label} · ${field.label}`,
      }));
    });
}
