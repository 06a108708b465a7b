import type { JsonObject } from "../../json/json.ts";
import { pointer } from "../../pointer/pointer.ts";
import {
  color,
  documentId,
  documentMembers,
  expression,
  flag,
  icon,
  list,
  longText,
  object,
  path,
  qualifiedId,
  text,
} from "../../schema/building-blocks.ts";
import type { DocumentKindDefinition, Reference } from "../definition.ts";
import { actionsSchema } from "./actions-schema.ts";
import { fieldListSchema } from "./field-schema.ts";
import { statesSchema } from "./states-schema.ts";
import type { EntityDocument, FieldDocument } from "./type.ts";

const unique = object(
  {
    fields: list(documentId, { min: 1, max: 16 }),
    where: expression,
    nulls: { enum: ["distinct", "equal"] },
  },
  { required: ["fields"] },
);

const index = object(
  {
    fields: list(
      { type: "string", pattern: "^-?[a-z][a-z0-9_]*$", title: "field id, - before it for descending" },
      { min: 1, max: 16 },
    ),
  },
  { required: ["fields"] },
);

const invariant = object(
  { id: documentId, check: expression, message: text, at: { enum: ["record", "commit"] } },
  { required: ["id", "check", "message"] },
);

const exclude = object(
  {
    equal: list(documentId, { max: 8 }),
    range: { ...list(documentId, { min: 2, max: 2 }), title: "start and end" },
  },
  { required: ["equal", "range"] },
);

const fieldNames = list(documentId, { max: 500 });

export const entityKind: DocumentKindDefinition<EntityDocument> = {
  kind: "entity",
  label: { "zh-CN": "表", en: "Table" },
  schema: (fieldTypes): JsonObject =>
    object(
      {
        ...documentMembers("entity"),
        title: expression,
        fields: { ...fieldListSchema(fieldTypes), minItems: 1 },
        ownedBy: qualifiedId,
        unique: list(unique, { max: 32 }),
        exclude: list(exclude, { max: 16 }),
        indexes: list(index, { max: 32 }),
        invariants: list(invariant, { max: 100 }),
        states: statesSchema,
        actions: actionsSchema(fieldTypes),
        search: list(path, { max: 16 }),
        tree: documentId,
        write: { enum: ["all", "flows"] },
        appendOnly: { ...fieldNames, type: ["boolean", "array"] },
        sensitive: fieldNames,
        trash: flag,
        icon,
        color,
        help: longText,
      },
      { required: ["kind", "id", "fields"] },
    ),
  references: (document) => [
    ...(document.ownedBy === undefined
      ? []
      : [{ kind: "entity" as const, id: document.ownedBy, path: "/ownedBy" }]),
    ...document.fields.flatMap(fieldReferences),
  ],
};

/** The entities that a field names: a reference's targets, a lines field's rows. */
export function fieldReferences(field: FieldDocument): readonly Reference[] {
  const at = (member: string, id: unknown) =>
    typeof id === "string" && id !== "*"
      ? [{ kind: "entity" as const, id, path: pointer("fields", field.id, member) }]
      : [];
  const targets = Array.isArray(field.to) ? field.to : [field.to];
  return [
    ...targets.flatMap((target) => at("to", target)),
    ...(field.type === "lines" ? at("entity", field.entity) : []),
    ...(field.type === "rollup" ? at("from", field.from) : []),
  ];
}
