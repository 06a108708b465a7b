import { documentId, documentMembers, longText, object } from "../../schema/building-blocks.ts";
import type { DocumentKindDefinition } from "../definition.ts";
import type { TranslationDocument } from "./type.ts";

export const translationKind: DocumentKindDefinition<TranslationDocument> = {
  kind: "translation",
  label: { "zh-CN": "译文", en: "Translation" },
  schema: () =>
    object(
      {
        ...documentMembers("translation", documentId),
        entries: {
          type: "object",
          propertyNames: { pattern: "^[a-z]+:[a-z][a-z0-9_]*(?:/[^/]+)+$", title: "kind:id/path" },
          additionalProperties: longText,
        },
      },
      { required: ["kind", "id", "entries"] },
    ),
  references: () => [],
};
