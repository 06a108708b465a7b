import type { FieldModel } from "../../facets/model.ts";
import { coerceMembers } from "../../values/coerce-members.ts";
import { splitList } from "../../values/list-text.ts";
import { laterMembers, textMember } from "../../values/members.ts";
import { wrongType } from "../../values/refuse.ts";
import { coerceId } from "../reference/coerce-id.ts";
import { clearProblems, onDelete } from "../reference/model.ts";

/** Records that one field may point to. */
const most = 1000;

/** The ids of records of another entity, each once, in the order in which they were given. None is null. */
export const referencesModel: FieldModel = {
  type: "references",
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
  operators: ["in", "isnull"],
  valueType: (field) => ({ kind: "references", to: textMember(field, "to") ?? "" }),
  check: (field) => [
    ...laterMembers(field, ["copy", "inverse"]),
    ...(Array.isArray(field.to) || field.to === "*"
      ? [{ code: "unsupported_kind" as const, path: "/to", params: { name: "to" } }]
      : []),
    ...clearProblems(field),
  ],
  jsonSchema: () => ({
    type: "array",
    items: { type: "string", maxLength: 64 },
    uniqueItems: true,
    maxItems: most,
  }),
  coerce(value, field, context) {
    const given = context.from === "text" && typeof value === "string" ? splitList(value) : value;
    if (!Array.isArray(given)) return wrongType(context, "array of record ids", value);
    const to = textMember(field, "to") ?? "record";
    return coerceMembers(given, context, (member, place) => coerceId(member, to, place), most);
  },
};
