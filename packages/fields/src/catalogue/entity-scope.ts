import type { Scope, ScopeName, Type } from "@dougong/expression";
import type { Compilation, EntityDraft, FieldDraft } from "./compilation.ts";
import { systemFieldsOf } from "./system-fields.ts";

/** Answers a formula's type, checking it first where nobody has yet. */
export type FormulaTyping = (entity: EntityDraft, field: FieldDraft) => Type;

/** What bare names mean in expressions on an entity. Names of faulty fields fit everywhere: their fault is told once. */
export function createEntityScope(
  compilation: Compilation,
  entity: EntityDraft,
  typing: FormulaTyping,
): Scope {
  const scopeOf = (id: string | null) => (id === null ? undefined : compilation.entities.get(id)?.scope);
  const named = (type: Type, to: string | null, live = false): ScopeName => ({
    type,
    ...(live ? { live } : {}),
    ...(to === null ? {} : { follow: () => scopeOf(to) }),
  });
  return {
    entity: entity.id,
    ...(entity.document.tree === undefined ? {} : { tree: entity.document.tree }),
    resolve(name) {
      const field = entity.fields.get(name);
      if (field !== undefined) {
        const type = fieldType(compilation, entity, field, typing);
        return named(type, type.kind === "reference" ? type.to : null, compilation.live.has(field));
      }
      if (entity.broken.has(name)) return { type: { kind: "null" } };
      const system = systemFieldsOf(entity).find((entry) => entry.id === name);
      return system === undefined ? undefined : named(system.type, system.to);
    },
    names: () => [...entity.fields.keys(), ...systemFieldsOf(entity).map((entry) => entry.id)],
  };
}

/** The type of a field's value in expressions. */
export function fieldType(
  compilation: Compilation,
  entity: EntityDraft,
  field: FieldDraft,
  typing: FormulaTyping,
): Type {
  if (["formula", "lookup", "rollup"].includes(field.model.type)) return typing(entity, field);
  if (field.model.type === "lines") {
    const row = field.to === null ? undefined : compilation.entities.get(field.to)?.scope;
    return row === undefined || field.to === null
      ? { kind: "null" }
      : { kind: "rows", entity: field.to, row };
  }
  const own = field.model.valueType(field.document);
  if (field.to === null) return own;
  return { kind: own.kind === "references" ? "references" : "reference", to: field.to };
}
