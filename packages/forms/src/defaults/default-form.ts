import type { Entity } from "@dougong/fields";
import type { FormDocument, FormSection } from "@dougong/model";

/** The form of an entity whose app defines none: all its fields in their order, each lines field below. */
export function defaultForm(entity: Entity): FormDocument {
  const fields = [...entity.fields.values()].filter((field) => field.document.hidden !== true);
  const single = fields.filter((field) => field.model.type !== "lines").map((field) => field.id);
  const lines = fields.filter((field) => field.model.type === "lines");
  const head: readonly FormSection[] =
    single.length === 0 ? [] : [{ id: "main", fields: single, columns: 2 }];
  return {
    kind: "form",
    id: entity.document.id,
    label: entity.label,
    entity: entity.id,
    sections: [
      ...head,
      ...lines.map((field): FormSection => ({ id: field.id, label: field.label, lines: field.id })),
    ],
  };
}
