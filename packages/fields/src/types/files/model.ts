import type { FieldModel } from "../../facets/model.ts";
import { coerceMembers } from "../../values/coerce-members.ts";
import { splitList } from "../../values/list-text.ts";
import { integerMember } from "../../values/members.ts";
import { beyond, wrongType } from "../../values/refuse.ts";
import { fileMembers, fileTarget } from "../file/file-members.ts";
import { fileModel } from "../file/model.ts";

const usualMost = 100;

/** The ids of several files, each once, in their order. None is null. */
export const filesModel: FieldModel = {
  ...fileModel,
  type: "files",
  icon: "files",
  members: { properties: { ...fileMembers, max: { type: "integer", minimum: 1, maximum: usualMost } } },
  valueType: () => ({ kind: "references", to: fileTarget }),
  jsonSchema: (field) => ({
    type: "array",
    items: fileModel.jsonSchema(field),
    uniqueItems: true,
    maxItems: integerMember(field, "max", usualMost),
  }),
  coerce(value, field, context) {
    const given = context.from === "text" && typeof value === "string" ? splitList(value) : value;
    if (!Array.isArray(given)) return wrongType(context, "array of file ids", value);
    const max = integerMember(field, "max", usualMost);
    if (given.length > max && field.max !== undefined) return beyond(context, "max", max, given.length);
    return coerceMembers(given, context, (member, place) => fileModel.coerce(member, field, place), max);
  },
};
