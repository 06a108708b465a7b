import type { Catalogue, Entity, Field } from "@dougong/fields";
import type { JsonObject } from "@dougong/model";

const systemFields: Readonly<Record<string, JsonObject>> = {
  id: { type: "string", readOnly: true },
  version: { type: "integer", readOnly: true },
  created_at: { type: "string", format: "date-time", readOnly: true },
  created_by: { type: ["string", "null"], readOnly: true },
  updated_at: { type: "string", format: "date-time", readOnly: true },
  updated_by: { type: ["string", "null"], readOnly: true },
};

function nullable(schema: JsonObject): JsonObject {
  return { anyOf: [schema, { type: "null" }] };
}

function fieldSchema(field: Field, catalogue: Catalogue, written: boolean): JsonObject {
  const label = {
    title: field.label,
    ...(field.document.help === undefined ? {} : { description: field.document.help }),
  };
  if (field.document.type === "lines") {
    const rows = field.to === null ? undefined : catalogue.entities.get(field.to);
    return {
      ...label,
      type: "array",
      items: rows === undefined ? { type: "object" } : rowSchema(rows, catalogue, written),
    };
  }
  return {
    ...label,
    ...nullable(field.model.jsonSchema(field.document)),
    ...(field.model.computed ? { readOnly: true } : {}),
  };
}

function properties(entity: Entity, catalogue: Catalogue, written: boolean): Record<string, JsonObject> {
  const fields = [...entity.fields.values()].filter((field) => !written || !field.model.computed);
  return Object.fromEntries(fields.map((field) => [field.id, fieldSchema(field, catalogue, written)]));
}

function rowSchema(rows: Entity, catalogue: Catalogue, written: boolean): JsonObject {
  return {
    type: "object",
    ...(written ? { additionalProperties: false } : {}),
    properties: { id: { type: "string" }, ...properties(rows, catalogue, written) },
  };
}

function requiredOf(entity: Entity): readonly string[] {
  return [...entity.fields.values()]
    .filter((field) => field.document.required === true && field.default === null && !field.model.computed)
    .map((field) => field.id);
}

/** Schemas of each entity: as it is read, as it is created, and as a merge patch. */
export function recordSchemas(entities: readonly Entity[], catalogue: Catalogue): Record<string, JsonObject> {
  const schemas: Record<string, JsonObject> = {};
  for (const entity of entities) {
    const name = entity.id.replace(".", "_");
    const written = properties(entity, catalogue, true);
    schemas[name] = {
      title: entity.label,
      type: "object",
      properties: {
        ...(entity.owner === null ? systemFields : { id: { type: "string" } }),
        ...properties(entity, catalogue, false),
      },
    };
    if (entity.owner !== null) continue;
    schemas[`${name}_create`] = {
      title: entity.label,
      type: "object",
      additionalProperties: false,
      required: requiredOf(entity),
      properties: written,
    };
    schemas[`${name}_patch`] = {
      title: entity.label,
      type: "object",
      additionalProperties: false,
      properties: written,
    };
  }
  return schemas;
}
