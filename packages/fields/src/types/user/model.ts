import type { FieldModel } from "../../facets/model.ts";
import { laterMembers } from "../../values/members.ts";
import { coerceId } from "../reference/coerce-id.ts";
import { clearProblems, onDelete } from "../reference/model.ts";

const target = "system.user";

/** A person: a reference to `system.user`. */
export const userModel: FieldModel = {
  type: "user",
  icon: "user",
  computed: false,
  members: { properties: { onDelete, where: {}, copy: {}, inverse: {} } },
  operators: ["==", "!=", "in", "isnull"],
  valueType: () => ({ kind: "reference", to: target }),
  check: (field) => [...laterMembers(field, ["copy", "inverse"]), ...clearProblems(field)],
  jsonSchema: () => ({ type: "string", maxLength: 64 }),
  coerce: (value, _field, context) => coerceId(value, target, context),
};
