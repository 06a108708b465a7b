import type { FieldDocument, JsonObject, Problem } from "@dougong/model";
import type { FieldModel } from "../../facets/model.ts";
import { laterMembers, textMember } from "../../values/members.ts";
import { coerceId } from "./coerce-id.ts";

/** `onDelete` of references and users: what becomes of this record when its target is deleted. */
export const onDelete: JsonObject = { enum: ["restrict", "cascade", "clear"] };

/** The id of a record of another entity. */
export const referenceModel: FieldModel = {
  type: "reference",
  icon: "link",
  computed: false,
  members: {
    properties: {
      to: {
        type: ["string", "array"],
        items: { type: "string", maxLength: 61 },
        minLength: 1,
        maxLength: 61,
      },
      onDelete,
      where: {},
      copy: {},
      inverse: {},
    },
    required: ["to"],
  },
  operators: ["==", "!=", "in", "isnull"],
  valueType: (field) => ({ kind: "reference", to: textMember(field, "to") ?? "" }),
  check: (field) => [
    ...laterMembers(field, ["copy", "inverse"]),
    ...targetProblems(field),
    ...clearProblems(field),
  ],
  jsonSchema: () => ({ type: "string", maxLength: 64 }),
  coerce: (value, field, context) => coerceId(value, textMember(field, "to") ?? "record", context),
};

function targetProblems(field: FieldDocument): readonly Problem[] {
  return Array.isArray(field.to) || field.to === "*"
    ? [{ code: "unsupported_kind", path: "/to", params: { name: "to" } }]
    : [];
}

/** A required reference cannot be cleared when its target goes. */
export function clearProblems(field: FieldDocument): readonly Problem[] {
  return field.onDelete === "clear" && field.required === true
    ? [
        {
          code: "bad_format",
          path: "/onDelete",
          expected: "restrict or cascade",
          got: "clear",
          params: { label: "onDelete" },
        },
      ]
    : [];
}
