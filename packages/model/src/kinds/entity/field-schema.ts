import type { JsonObject } from "../../json/json.ts";
import {
  displayFormat,
  documentId,
  flag,
  list,
  longText,
  text,
  value,
} from "../../schema/building-blocks.ts";
import type { FieldTypeMembers } from "../definition.ts";

const common: Readonly<Record<string, JsonObject>> = {
  id: documentId,
  type: { type: "string", minLength: 1, maxLength: 80 },
  label: text,
  help: longText,
  required: flag,
  readOnly: flag,
  hidden: flag,
  default: value,
  was: { type: ["string", "array"], ...{ items: documentId } },
};

/**
 * A field: the members of all types, then those of its own. The type's members stand in `if`/`then`,
 * so that a wrong member is reported for the type that was meant.
 */
export function fieldSchema(fieldTypes: readonly FieldTypeMembers[]): JsonObject {
  const branches = fieldTypes.map(({ type, members }) => ({
    if: { properties: { type: { const: type } }, required: ["type"] },
    then: {
      properties: { ...(type === "sequence" ? {} : { format: displayFormat }), ...members.properties },
      ...(members.required === undefined || members.required.length === 0
        ? {}
        : { required: members.required }),
    },
  }));
  return {
    type: "object",
    properties: { ...common, type: { ...common.type, "x-known": fieldTypes.map((entry) => entry.type) } },
    required: ["id", "type"],
    ...(branches.length === 0 ? {} : { allOf: branches }),
    unevaluatedProperties: false,
  };
}

export function fieldListSchema(fieldTypes: readonly FieldTypeMembers[]): JsonObject {
  return list(fieldSchema(fieldTypes), { max: 500 });
}
