import type { Type } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import type { FieldDocument } from "@dougong/model";

/** A field or a system field, as reads see it. */
export interface RecordField {
  readonly id: string;
  readonly document: FieldDocument;
  readonly type: Type;
  /** Where a reference leads, whose rows a lines field holds. */
  readonly to: string | null;
  readonly kind: "plain" | "reference" | "references" | "lines";
  readonly system: boolean;
}

const systemTypes: Readonly<Record<string, { readonly field: string; readonly type: Type }>> = {
  id: { field: "id", type: { kind: "text" } },
  version: { field: "integer", type: { kind: "integer" } },
  created_at: { field: "datetime", type: { kind: "datetime" } },
  created_by: { field: "user", type: { kind: "reference", to: "system.user" } },
  updated_at: { field: "datetime", type: { kind: "datetime" } },
  updated_by: { field: "user", type: { kind: "reference", to: "system.user" } },
};

/** In the order in which answers show them; rows have their id only, the rest is their owner's. */
export function systemFieldIds(entity: Entity): readonly string[] {
  return entity.owner === null ? Object.keys(systemTypes) : ["id"];
}

/** The field, system field or `$parent` that a name means, whoever asks. */
export function recordField(entity: Entity, name: string): RecordField | undefined {
  const own = entity.fields.get(name);
  if (own !== undefined) {
    const kind = own.to === null ? "plain" : kindOf(own.type);
    return { id: name, document: own.document, type: own.type, to: own.to, kind, system: false };
  }
  if (name === "$parent") return entity.owner === null ? undefined : parentField(entity.owner.entity);
  return systemFieldIds(entity).includes(name) ? systemField(name) : undefined;
}

function kindOf(type: Type): RecordField["kind"] {
  if (type.kind === "rows") return "lines";
  return type.kind === "references" ? "references" : "reference";
}

function systemField(name: string): RecordField | undefined {
  const system = systemTypes[name];
  if (system === undefined) return undefined;
  const to = system.type.kind === "reference" ? system.type.to : null;
  return {
    id: name,
    document: { id: name, type: system.field },
    type: system.type,
    to,
    kind: to === null ? "plain" : "reference",
    system: true,
  };
}

function parentField(owner: string): RecordField {
  return {
    id: "$parent",
    document: { id: "$parent", type: "reference", to: owner },
    type: { kind: "reference", to: owner },
    to: owner,
    kind: "reference",
    system: true,
  };
}
