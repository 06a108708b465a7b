import { appId, documentMembers, object } from "../../schema/building-blocks.ts";
import type { DocumentKindDefinition } from "../definition.ts";
import { fieldReferences } from "../entity/definition.ts";
import { fieldListSchema } from "../entity/field-schema.ts";
import type { SettingsDocument } from "./type.ts";

export const settingsKind: DocumentKindDefinition<SettingsDocument> = {
  kind: "settings",
  label: { "zh-CN": "设置", en: "Settings" },
  schema: (fieldTypes) =>
    object(
      { ...documentMembers("settings", appId), fields: fieldListSchema(fieldTypes) },
      { required: ["kind", "id", "fields"] },
    ),
  references: (document) => document.fields.flatMap(fieldReferences),
};
