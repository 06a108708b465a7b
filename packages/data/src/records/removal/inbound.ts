import type { Catalogue, Entity, Field } from "@dougong/fields";

/** A reference that points to an entity, with what becomes of its record when the target is deleted. */
export interface Inbound {
  readonly entity: Entity;
  readonly field: Field;
  readonly onDelete: "restrict" | "cascade" | "clear";
}

/** All references of the catalogue that point to an entity, in a fixed order. */
export function inboundReferences(catalogue: Catalogue, target: string): readonly Inbound[] {
  const entities = [...catalogue.entities.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return entities.flatMap((entity) =>
    [...entity.fields.values()]
      .filter((field) => field.to === target && pointsToRecords(field) && !field.model.computed)
      .map((field) => ({ entity, field, onDelete: onDeleteOf(field) })),
  );
}

function pointsToRecords(field: Field): boolean {
  return field.type.kind === "reference" || field.type.kind === "references";
}

function onDeleteOf(field: Field): Inbound["onDelete"] {
  const wanted = field.document.onDelete;
  return wanted === "cascade" || wanted === "clear" ? wanted : "restrict";
}
