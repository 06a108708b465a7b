import type { FieldDocument } from "@dougong/model";
import { fieldModels } from "../registry/models.ts";
import type { Entity, Field } from "./catalogue.ts";

/** System fields as field documents; `$label:x` is a key of the interface's texts. */
const documents: readonly FieldDocument[] = [
  { id: "id", type: "text", label: "id", readOnly: true },
  { id: "version", type: "integer", label: "version", readOnly: true },
  { id: "created_at", type: "datetime", label: "created_at", readOnly: true },
  { id: "created_by", type: "user", label: "created_by", readOnly: true },
  { id: "updated_at", type: "datetime", label: "updated_at", readOnly: true },
  { id: "updated_by", type: "user", label: "updated_by", readOnly: true },
];

/** The system fields of an entity; owned rows have their id only. */
export function systemFieldsOf(entity: {
  readonly id: string;
  readonly owner: Entity["owner"];
}): readonly Field[] {
  const own = entity.owner === null ? documents : documents.slice(0, 1);
  return own.map((document) => systemField(entity.id, document));
}

function systemField(entity: string, document: FieldDocument): Field {
  const model =
    document.type === "integer"
      ? fieldModels.integer
      : document.type === "datetime"
        ? fieldModels.datetime
        : document.type === "user"
          ? fieldModels.user
          : fieldModels.text;
  return {
    id: document.id,
    document,
    model,
    type: document.id === "id" ? { kind: "reference", to: entity } : model.valueType(document),
    label: document.label ?? document.id,
    to: document.type === "user" ? "system.user" : null,
    formula: null,
    lookup: null,
    rollup: null,
    computed: null,
    live: false,
    stored: true,
    local: true,
    rank: 0,
    default: null,
    assignWhen: null,
    where: null,
  };
}

/** A field or system field of an entity by its id. */
export function fieldOf(entity: Entity, name: string): Field | undefined {
  return entity.fields.get(name) ?? systemFieldsOf(entity).find((field) => field.id === name);
}
