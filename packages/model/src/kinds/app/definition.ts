import { pointer } from "../../pointer/pointer.ts";
import {
  appId,
  color,
  documentMembers,
  icon,
  languageTag,
  list,
  longText,
  object,
  version,
  versionRange,
} from "../../schema/building-blocks.ts";
import type { DocumentKindDefinition } from "../definition.ts";
import type { AppDocument } from "./type.ts";

export const appKind: DocumentKindDefinition<AppDocument> = {
  kind: "app",
  label: { "zh-CN": "应用", en: "App" },
  schema: () =>
    object(
      {
        ...documentMembers("app", appId),
        version,
        language: languageTag,
        languages: list(languageTag, { max: 50 }),
        requires: object({
          dougong: versionRange,
          apps: { type: "object", propertyNames: appId, additionalProperties: versionRange },
          types: { type: "object", additionalProperties: versionRange },
        }),
        home: {
          type: "string",
          pattern: "^(?:page:)?[a-z][a-z0-9_]*$",
          title: "page:id or an entity's id",
          examples: ["page:main"],
        },
        icon,
        color,
        description: longText,
      },
      { required: ["kind", "id", "version", "language"] },
    ),
  references: (document) => [
    ...Object.keys(document.requires?.apps ?? {}).map((id) => ({
      kind: "app" as const,
      id,
      path: pointer("requires", "apps", id),
    })),
    ...(document.home === undefined ? [] : [homeReference(document.home)]),
  ],
};

function homeReference(home: string) {
  const page = home.startsWith("page:");
  return {
    kind: page ? ("page" as const) : ("entity" as const),
    id: page ? home.slice(5) : home,
    path: "/home",
  };
}
