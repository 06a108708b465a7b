import type { PathStep, Type } from "@dougong/expression";
import type { FieldDocument, JsonObject, JsonValue } from "@dougong/model";
import { resultField } from "../types/formula/result-field.ts";
import { type Compilation, computedDraft, type EntityDraft, type FieldDraft } from "./compilation.ts";
import { type FormulaTyping, fieldType } from "./entity-scope.ts";
import { systemFieldsOf } from "./system-fields.ts";
import { unknownField } from "./unknown-document.ts";

/** Checks one lookup: `via` leads to another record, `field` is one of its single values. */
export function checkLookup(
  compilation: Compilation,
  entity: EntityDraft,
  field: FieldDraft,
  typing: FormulaTyping,
): void {
  const draft = computedDraft();
  field.computed = draft;
  const target = targetOf(compilation, entity, field, typing);
  if (target === null) return;
  const found = shownField(compilation, entity, field, target.entity, typing);
  if (found === null) return;
  const { via } = field.document;
  const last: PathStep = { name: found.id, entity: target.entity.id, type: found.type };
  draft.checked = {
    node: "path",
    type: found.type,
    root: { at: target.step === null ? "parent" : "record" },
    steps: target.step === null ? [last] : [target.step, last],
  };
  draft.type = found.type;
  draft.lookup = { via: String(via), entity: target.entity.id, field: found.id };
  draft.source = { var: `${String(via)}.${found.id}` };
  field.document = { ...field.document, result: found.result };
}

/** Where `via` leads; the step is null for the owner. */
function targetOf(
  compilation: Compilation,
  entity: EntityDraft,
  field: FieldDraft,
  typing: FormulaTyping,
): { readonly entity: EntityDraft; readonly step: PathStep | null } | null {
  const via = String(field.document.via ?? "");
  const path = `${field.path}/via`;
  if (via === "$parent" && entity.owner !== null) {
    const owner = compilation.entities.get(entity.owner.entity);
    return owner === undefined ? null : { entity: owner, step: null };
  }
  if (entity.broken.has(via)) return null;
  const own = entity.fields.get(via);
  const type =
    own === undefined
      ? systemFieldsOf(entity).find((one) => one.id === via)?.type
      : fieldType(compilation, entity, own, typing);
  if (type === undefined) {
    compilation.report(entity.app, unknownField(via, [...entity.fields.keys()], path));
    return null;
  }
  const target = type.kind === "reference" ? compilation.entities.get(type.to) : undefined;
  if (target === undefined) {
    if (type.kind !== "null")
      compilation.report(entity.app, {
        code: "type_mismatch",
        path,
        params: { label: via },
        expected: "reference",
        got: type.kind,
      });
    return null;
  }
  return { entity: target, step: { name: via, entity: entity.id, type } };
}

interface Shown {
  readonly id: string;
  readonly type: Type;
  readonly result: JsonObject;
}

/** The field that is shown, with what a field of its own would be declared as. */
function shownField(
  compilation: Compilation,
  entity: EntityDraft,
  field: FieldDraft,
  target: EntityDraft,
  typing: FormulaTyping,
): Shown | null {
  const name = String(field.document.field ?? "");
  const path = `${field.path}/field`;
  if (target.broken.has(name)) return null;
  const found = target.fields.get(name);
  const system = systemFieldsOf(target).find((one) => one.id === name);
  if (found === undefined && system === undefined) {
    compilation.report(entity.app, unknownField(name, [...target.fields.keys()], path));
    return null;
  }
  const type = found === undefined ? system?.type : fieldType(compilation, target, found, typing);
  if (type === undefined) return null;
  if (type.kind === "rows" || type.kind === "list") {
    compilation.report(entity.app, {
      code: "type_mismatch",
      path,
      params: { label: name },
      expected: "a single value",
      got: type.kind,
    });
    return null;
  }
  return { id: name, type, result: resultOf(found?.document ?? system?.document, type) };
}

/** What says how a value looks and what it can be; the rest of a field is about entering it. */
const kept = ["type", "precision", "scale", "options", "to", "format", "max", "min"];

function resultOf(document: FieldDocument | undefined, type: Type): JsonObject {
  if (document === undefined || (type.kind === "reference" && document.to === undefined))
    return type.kind === "reference" ? { type: "reference", to: type.to } : { type: "text" };
  const shown = resultField(document) ?? document;
  if (shown.type === "sequence") return { type: "text" };
  const format = document.format ?? shown.format;
  const members = { ...shown, ...(format === undefined ? {} : { format }) };
  return Object.fromEntries(
    Object.entries(members).filter(([name, value]) => kept.includes(name) && value !== undefined),
  ) as Readonly<Record<string, JsonValue>>;
}
