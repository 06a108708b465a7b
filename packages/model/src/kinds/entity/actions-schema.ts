import type { JsonObject } from "../../json/json.ts";
import { documentId, expression, list, object, text, value } from "../../schema/building-blocks.ts";
import type { FieldTypeMembers } from "../definition.ts";
import { fieldListSchema } from "./field-schema.ts";

/** `actions` of an entity (documents.md 7). */
export function actionsSchema(fieldTypes: readonly FieldTypeMembers[]): JsonObject {
  const action = object(
    {
      id: documentId,
      label: text,
      on: { enum: ["one", "many", "none"] },
      when: expression,
      input: inputSchema(fieldTypes),
      set: { type: "object", propertyNames: documentId, minProperties: 1, additionalProperties: value },
      confirm: { type: ["string", "boolean"], maxLength: 1000 },
      style: { type: "string", pattern: "^[a-z][a-z-]{0,19}$", title: "style, such as primary or danger" },
      open: expression,
    },
    { required: ["id"], later: ["flow"] },
  );
  return list(action, { max: 100 });
}

/** Inputs are fields; `lines` among them say what their rows hold, as no entity does. */
function inputSchema(fieldTypes: readonly FieldTypeMembers[]): JsonObject {
  const plain = fieldTypes.filter(({ type }) => type !== "lines");
  const rowCount = { type: "integer", minimum: 0, maximum: 2000 };
  const lines: FieldTypeMembers = {
    type: "lines",
    members: {
      properties: { fields: fieldListSchema(plain), min: rowCount, max: { ...rowCount, minimum: 1 } },
      required: ["fields"],
    },
  };
  return fieldListSchema([...plain, lines]);
}
