import type { Type } from "@dougong/expression";
import { isJsonObject } from "@dougong/model";
import { resultField } from "../types/formula/result-field.ts";
import { type Compilation, type EntityDraft, type FieldDraft, findEntity } from "./compilation.ts";
import type { FormulaTyping } from "./entity-scope.ts";
import { checkFormula } from "./formulas.ts";
import { checkLookup } from "./lookups.ts";
import { checkRollup } from "./rollups.ts";
import { unknownEntity } from "./unknown-document.ts";

const unknown: Type = { kind: "null" };

/** Types of fields that the platform works out from expressions. */
export function isComputed(field: FieldDraft): boolean {
  const { type } = field.model;
  return type === "formula" || type === "lookup" || type === "rollup";
}

/** Checks computed fields when their type is first asked for, so that one may read another in any order of the document. */
export function createFormulaTyping(compilation: Compilation): FormulaTyping {
  const typing: FormulaTyping = (entity, field) => {
    if (field.model.type !== "lookup" && resultField(field.document) !== undefined)
      return field.model.valueType(field.document);
    checkComputed(compilation, entity, field, typing);
    // a field that reads itself is met here half checked: the cycle is told by `orderFormulas`
    return field.computed?.type ?? unknown;
  };
  return typing;
}

/** Checks one computed field once. */
export function checkComputed(
  compilation: Compilation,
  entity: EntityDraft,
  field: FieldDraft,
  typing: FormulaTyping,
): void {
  if (field.computed !== null) return;
  if (field.model.type === "formula") checkFormula(compilation, entity, field);
  else if (field.model.type === "lookup") checkLookup(compilation, entity, field, typing);
  else if (field.model.type === "rollup") checkRollup(compilation, entity, field, typing);
}

/** Qualifies the target of `result: {type: "reference", to}` before any expression is read. */
export function resolveResults(compilation: Compilation): void {
  for (const entity of compilation.entities.values())
    for (const field of entity.fields.values()) {
      const { result } = field.document;
      if (!isComputed(field) || !isJsonObject(result) || typeof result.to !== "string") continue;
      const target = findEntity(compilation, entity.app, result.to);
      if (target === undefined)
        compilation.report(
          entity.app,
          unknownEntity(compilation, entity.app, result.to, `${field.path}/result/to`),
        );
      else field.document = { ...field.document, result: { ...result, to: target.id } };
    }
}
