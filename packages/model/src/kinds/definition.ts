import type { Document } from "../document/document.ts";
import type { JsonObject } from "../json/json.ts";
import type { Problem } from "../problem/problem.ts";

/** What a field type adds to the schema of a field; `@dougong/fields` has the list. */
export interface FieldTypeMembers {
  readonly type: string;
  readonly members: {
    readonly properties: Readonly<Record<string, JsonObject>>;
    readonly required?: readonly string[];
  };
}

/** A place where a document names another. */
export interface Reference {
  readonly kind: "app" | "entity" | "field" | "form" | "view" | "page" | "role";
  /** As written: qualified or not. */
  readonly id: string;
  /** JSON Pointer within the document, elements by their id. */
  readonly path: string;
}

/** One document kind: schema, references, and what a schema cannot say. */
export interface DocumentKindDefinition<D extends Document> {
  readonly kind: D["kind"];
  /** Label of the kind for people. */
  readonly label: { readonly "zh-CN": string; readonly en: string };
  /** JSON Schema 2020-12; `fieldTypes` shape the fields of entities and settings. */
  schema(fieldTypes: readonly FieldTypeMembers[]): JsonObject;
  references(document: D): readonly Reference[];
  /** Faults inside the document that the schema cannot say. */
  check?(document: D): readonly Problem[];
}
