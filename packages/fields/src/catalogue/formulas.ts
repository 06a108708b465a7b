import type { Checked } from "@dougong/expression";
import { type Compilation, computedDraft, type EntityDraft, type FieldDraft } from "./compilation.ts";
import { compileExpression } from "./expression-place.ts";
import { unstorableAggregate } from "./own-aggregates.ts";
import { takeResult, wantedResult } from "./take-result.ts";

/** Checks one formula. */
export function checkFormula(compilation: Compilation, entity: EntityDraft, field: FieldDraft): void {
  const draft = computedDraft();
  field.computed = draft;
  const place = { app: entity.app, path: `${field.path}/formula` };
  const parent = entity.owner === null ? undefined : compilation.entities.get(entity.owner.entity)?.scope;
  const wanted = wantedResult(field);
  const compiled = compileExpression(compilation, place, field.document.formula ?? null, {
    scope: entity.scope,
    treeOf: (id) => compilation.entities.get(id)?.scope.tree,
    ...(parent === undefined ? {} : { parent }),
    allow: { user: false },
    ...(wanted === undefined ? {} : { expected: wanted }),
  });
  if (compiled === null) return;
  draft.checked = compiled.checked;
  draft.source = compiled.source;
  reportUnstorable(compilation, compiled.checked, place);
  draft.type = takeResult(compilation, entity, field, compiled.checked.type);
}

/** Lists that the database cannot follow for a stored value. */
export function reportUnstorable(
  compilation: Compilation,
  checked: Checked,
  place: { readonly app: string; readonly path: string },
): void {
  const aggregate = unstorableAggregate(checked);
  if (aggregate !== undefined)
    compilation.report(place.app, {
      code: "unsupported_kind",
      path: place.path,
      params: { name: aggregate },
    });
}
