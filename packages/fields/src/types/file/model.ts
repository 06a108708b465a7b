import type { FieldModel } from "../../facets/model.ts";
import { coerceId } from "../reference/coerce-id.ts";
import { fileMembers, fileTarget } from "./file-members.ts";

/** The id of a file that was sent to `POST /files`; a record holds it from then on. */
export const fileModel: FieldModel = {
  type: "file",
  icon: "paperclip",
  computed: false,
  members: { properties: fileMembers },
  operators: ["isnull"],
  valueType: () => ({ kind: "reference", to: fileTarget }),
  check: () => [],
  jsonSchema: () => ({ type: "string", maxLength: 64 }),
  coerce: (value, _field, context) =>
    coerceId(value, "file", { ...context, target: { id: "file", label: context.label } }),
};
