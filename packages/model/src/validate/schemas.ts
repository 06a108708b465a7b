import type { DocumentKind } from "../document/common.ts";
import type { JsonObject } from "../json/json.ts";
import type { FieldTypeMembers } from "../kinds/definition.ts";
import { documentKinds } from "../kinds/registry.ts";

export type DocumentSchemas = Readonly<Record<DocumentKind, JsonObject>>;

/**
 * The JSON Schema of every document kind, with the members of the given field types.
 * The server serves each at `/schemas/v1/{kind}.json`.
 */
export function createDocumentSchemas(fieldTypes: readonly FieldTypeMembers[]): DocumentSchemas {
  const schema = (kind: DocumentKind): JsonObject => ({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: `/schemas/v1/${kind}.json`,
    title: documentKinds[kind].label.en,
    ...documentKinds[kind].schema(fieldTypes),
  });
  return {
    app: schema("app"),
    entity: schema("entity"),
    form: schema("form"),
    view: schema("view"),
    page: schema("page"),
    rule: schema("rule"),
    role: schema("role"),
    settings: schema("settings"),
    translation: schema("translation"),
  };
}
