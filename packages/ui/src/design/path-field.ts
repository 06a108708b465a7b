import type { Value } from "@dougong/expression";
import type { Catalogue, Entity, Field } from "@dougong/fields";
import { type FieldDocument, isJsonObject, type JsonObject, type JsonValue } from "@dougong/model";

/** What a dotted path of a column or a filter means. */
export interface PathField {
  readonly path: string;
  /** The field with its targets resolved, as widgets and cells want it. */
  readonly document: FieldDocument;
  readonly label: string;
  /** Qualified entity that the last name belongs to. */
  readonly entity: string;
  /** What can be asked of it in a filter. */
  readonly operators: readonly string[];
}

/** Names of the system fields in the user's language. */
export type SystemLabels = Readonly<
  Record<"id" | "version" | "created_at" | "created_by" | "updated_at" | "updated_by", string>
>;

const dateOperators = [">=", "<=", "<", ">", "isnull"];
const userOperators = ["==", "!=", "isnull"];

function systemFields(
  labels: SystemLabels,
): Readonly<Record<string, { readonly document: FieldDocument; readonly operators: readonly string[] }>> {
  return {
    id: { document: { id: "id", type: "text", label: labels.id }, operators: ["=="] },
    version: { document: { id: "version", type: "integer", label: labels.version }, operators: [">=", "<="] },
    created_at: {
      document: { id: "created_at", type: "datetime", label: labels.created_at },
      operators: dateOperators,
    },
    updated_at: {
      document: { id: "updated_at", type: "datetime", label: labels.updated_at },
      operators: dateOperators,
    },
    created_by: {
      document: { id: "created_by", type: "user", label: labels.created_by },
      operators: userOperators,
    },
    updated_by: {
      document: { id: "updated_by", type: "user", label: labels.updated_by },
      operators: userOperators,
    },
  };
}

/** A field's document with qualified targets. */
export function resolvedDocument(field: Field): FieldDocument {
  return {
    ...field.document,
    label: field.label,
    ...(field.to === null ? {} : { to: field.to }),
  };
}

/**
 * Follows a path from an entity; null where a name is unknown.
 *
 * @example resolvePath(catalogue, order, "customer.name", labels) // label "客户", the name being the customer's title
 */
export function resolvePath(
  catalogue: Catalogue,
  entity: Entity,
  path: string,
  labels: SystemLabels,
): PathField | null {
  const names = path.split(".");
  let at: Entity | undefined = entity;
  const followed: string[] = [];
  for (const [index, name] of names.entries()) {
    if (at === undefined) return null;
    const system = systemFields(labels)[name];
    const field: Field | undefined = at.fields.get(name);
    if (field === undefined && system === undefined) return null;
    const label = field?.label ?? system?.document.label ?? name;
    if (index === names.length - 1) {
      const isTitle = followed.length > 0 && at.document.title === name;
      return {
        path,
        document:
          field === undefined ? (system?.document ?? { id: name, type: "text" }) : resolvedDocument(field),
        label: isTitle ? followed.join(" · ") : [...followed, label].join(" · "),
        entity: at.id,
        operators: field?.model.operators ?? system?.operators ?? [],
      };
    }
    followed.push(label);
    at = field?.to === null || field?.to === undefined ? undefined : catalogue.entities.get(field.to);
  }
  return null;
}

/** The value at a path of a record whose relations are expanded. */
export function valueAt(record: JsonObject, path: string): Value | undefined {
  let value: JsonValue | undefined = record;
  for (const name of path.split(".")) {
    if (!isJsonObject(value)) return value === undefined ? undefined : null;
    value = value[name];
  }
  return toValue(value);
}

/** JSON has members that may be absent, values have not. */
export function toValue(value: JsonValue | undefined): Value | undefined {
  if (value === undefined || value === null || typeof value !== "object") return value;
  if (isList(value)) return value.map((item) => toValue(item) ?? null);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toValue(item) ?? null]));
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
