import type { Catalogue, Entity, Field } from "@dougong/fields";

/** References of a record and of its rows, to be read with their labels. */
export function expandOf(catalogue: Catalogue, entity: Entity): readonly string[] {
  return [...entity.fields.values()].flatMap((field) => {
    if (pointsToRecords(field)) return [field.id];
    const rows =
      field.type.kind === "rows" && field.to !== null ? catalogue.entities.get(field.to) : undefined;
    return rows === undefined
      ? []
      : [...rows.fields.values()].filter(pointsToRecords).map((each) => `${field.id}.${each.id}`);
  });
}

/** A reference, or references, to records: not to files. */
export function pointsToRecords(field: Field): boolean {
  return field.to !== null && (field.type.kind === "reference" || field.type.kind === "references");
}
