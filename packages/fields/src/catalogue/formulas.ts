import { type Checked, isAssignable, type Type, typeName } from "@dougong/expression";
import { isJsonObject } from "@dougong/model";
import { resultField } from "../types/formula/result-field.ts";
import { followsReference, readName, readsOf } from "./checked-reads.ts";
import {
  type Compilation,
  type EntityDraft,
  type FieldDraft,
  type FormulaDraft,
  findEntity,
} from "./compilation.ts";
import type { FormulaTyping } from "./entity-scope.ts";
import { compileExpression } from "./expression-place.ts";
import { inferResult } from "./infer-result.ts";
import { unstorableAggregate } from "./own-aggregates.ts";
import { unknownEntity } from "./unknown-document.ts";

const unknown: Type = { kind: "null" };

/** Checks formulas when their type is first asked for, so that one may read another in any order of the document. */
export function createFormulaTyping(compilation: Compilation): FormulaTyping {
  return (entity, field) => {
    if (resultField(field.document) !== undefined) return field.model.valueType(field.document);
    checkFormula(compilation, entity, field);
    // a formula that reads itself is met here half checked: the cycle is told by `orderFormulas`
    return field.formula?.type ?? unknown;
  };
}

/** Qualifies the target of `result: {type: "reference", to}` before any formula is read. */
export function resolveResults(compilation: Compilation): void {
  for (const entity of compilation.entities.values())
    for (const field of entity.fields.values()) {
      const { result } = field.document;
      if (field.model.type !== "formula" || !isJsonObject(result) || typeof result.to !== "string") continue;
      const target = findEntity(compilation, entity.app, result.to);
      if (target === undefined)
        compilation.report(
          entity.app,
          unknownEntity(compilation, entity.app, result.to, `${field.path}/result/to`),
        );
      else field.document = { ...field.document, result: { ...result, to: target.id } };
    }
}

/** Checks one formula once. */
export function checkFormula(compilation: Compilation, entity: EntityDraft, field: FieldDraft): void {
  if (field.formula !== null) return;
  const draft: FormulaDraft = { checked: null, source: null, type: unknown };
  const declared = resultField(field.document);
  const wanted = declared === undefined ? undefined : field.model.valueType(field.document);
  field.formula = draft;
  const place = { app: entity.app, path: `${field.path}/formula` };
  const parent = entity.owner === null ? undefined : compilation.entities.get(entity.owner.entity)?.scope;
  const compiled = compileExpression(compilation, place, field.document.formula ?? null, {
    scope: entity.scope,
    ...(parent === undefined ? {} : { parent }),
    allow: { user: false },
    ...(wanted === undefined ? {} : { expected: wanted }),
  });
  if (compiled === null) return;
  draft.checked = compiled.checked;
  draft.source = compiled.source;
  reportUnstorable(compilation, entity, field, compiled.checked);
  const inferred = compiled.checked.type;
  if (wanted !== undefined) {
    draft.type = wanted;
    if (!isAssignable(inferred, wanted))
      compilation.report(entity.app, {
        code: "type_mismatch",
        path: place.path,
        params: { label: field.id },
        expected: typeName(wanted),
        got: typeName(inferred),
      });
    return;
  }
  const result = inferResult(inferred);
  if (result !== undefined) field.document = { ...field.document, result };
  else if (inferred.kind === "decimal" || inferred.kind === "null")
    compilation.report(entity.app, {
      code: "required",
      variant: "member",
      path: `${field.path}/result`,
      params: { name: "result" },
    });
  else
    compilation.report(entity.app, {
      code: "type_mismatch",
      path: place.path,
      params: { label: field.id },
      expected: "a single value",
      got: typeName(inferred),
    });
  draft.type = inferred;
}

/** A stored formula reads its own record and rows only; all else is not built yet. */
function reportUnstorable(
  compilation: Compilation,
  entity: EntityDraft,
  field: FieldDraft,
  checked: Checked,
): void {
  const path = `${field.path}/formula`;
  const names = new Set<string>();
  for (const read of readsOf(checked)) {
    const foreign =
      read.read === "clock" ||
      followsReference(read) ||
      (read.read === "path" && read.lists === 0 && (read.root.at === "parent" || read.root.at === "root"));
    if (foreign) names.add(readName(read));
  }
  const aggregate = unstorableAggregate(checked);
  if (aggregate !== undefined) names.add(aggregate);
  for (const name of names)
    compilation.report(entity.app, { code: "unsupported_kind", path, params: { name } });
}
