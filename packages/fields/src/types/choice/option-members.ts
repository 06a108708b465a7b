import type { FieldDocument, JsonObject, Problem } from "@dougong/model";
import type { FieldModel } from "../../facets/model.ts";
import { choiceOptions, optionsSource } from "./options.ts";

const id: JsonObject = { type: "string", pattern: "^[a-z0-9][a-z0-9_]{0,39}$", title: "snake_case id" };

const option: JsonObject = {
  ...id,
  type: ["string", "object"],
  properties: {
    id,
    label: { type: "string", minLength: 1, maxLength: 255 },
    color: { type: "string", maxLength: 20 },
    icon: { type: "string", maxLength: 40 },
    retired: { type: "boolean" },
    was: id,
    parent: { type: "string", maxLength: 40 },
  },
  required: ["id"],
  additionalProperties: false,
};

/** What choices of one and of several options add to a field. */
export const optionMembers: FieldModel["members"] = {
  properties: {
    options: {
      type: ["array", "object"],
      items: option,
      minItems: 1,
      maxItems: 1000,
      properties: { of: { type: "string", maxLength: 130 } },
      required: ["of"],
      additionalProperties: false,
    },
  },
  required: ["options"],
};

/** Options of one id. */
export function optionProblems(field: FieldDocument): readonly Problem[] {
  if (optionsSource(field) !== undefined) return [];
  const seen = new Set<string>();
  return choiceOptions(field).flatMap((entry, index): readonly Problem[] => {
    if (!seen.has(entry.id)) {
      seen.add(entry.id);
      return [];
    }
    return [{ code: "not_unique", path: `/options/${index}`, params: { label: entry.id }, got: entry.id }];
  });
}
