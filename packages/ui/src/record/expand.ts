import type { Catalogue, Entity } from "@dougong/fields";

/** References of a record and of its rows, to be read with their labels. */
export function expandOf(catalogue: Catalogue, entity: Entity): readonly string[] {
  return [...entity.fields.values()].flatMap((field) => {
    if (field.type.kind === "reference") return [field.id];
    const rows =
      field.type.kind === "rows" && field.to !== null ? catalogue.entities.get(field.to) : undefined;
    return rows === undefined
      ? []
      : [...rows.fields.values()]
          .filter((each) => each.type.kind === "reference")
          .map((each) => `${field.id}.${each.id}`);
  });
}
