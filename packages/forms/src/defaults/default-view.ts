import type { Entity } from "@dougong/fields";
import type { ViewDocument } from "@dougong/model";

const mostColumns = 8;
const longTypes = ["long_text", "lines", "json", "list", "object"];

/** The view of an entity whose app defines none: its first fields that fit a cell, the newest records first. */
export function defaultView(entity: Entity): ViewDocument {
  const fields = [...entity.fields.values()].filter(
    (field) => field.document.hidden !== true && !longTypes.includes(field.model.type),
  );
  const columns = fields.slice(0, mostColumns).map((field) => field.id);
  const quick = fields
    .filter((field) => field.type.kind === "choice" || field.type.kind === "boolean")
    .slice(0, 3);
  return {
    kind: "view",
    id: entity.document.id,
    label: entity.label,
    entity: entity.id,
    type: "table",
    columns: columns.length > 0 ? columns : ["id"],
    ...(entity.owner === null ? { sort: ["-created_at"] } : {}),
    ...(quick.length === 0 ? {} : { quick: quick.map((field) => field.id) }),
  };
}
