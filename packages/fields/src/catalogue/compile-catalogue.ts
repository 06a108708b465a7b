import type { Document, Problem } from "@dougong/model";
import type { FieldModel } from "../facets/model.ts";
import type { AppProblem } from "./app-problem.ts";
import type { Catalogue, CompiledRule, Entity, Field } from "./catalogue.ts";
import { borrowOptions, collectEntities, collectFields, resolveOwners } from "./collect-entities.ts";
import type { AppSource, Compilation, EntityDraft, FieldDraft } from "./compilation.ts";
import { compileActions } from "./entity-actions.ts";
import { checkFieldLists, checkSequence, compileAssignWhen, compileInvariants } from "./entity-conditions.ts";
import { compileRules } from "./entity-rules.ts";
import { createEntityScope, type FormulaTyping, fieldType } from "./entity-scope.ts";
import { compileStates } from "./entity-states.ts";
import { compileTitle } from "./entity-title.ts";
import { compileDefault } from "./field-defaults.ts";
import { checkFormula, createFormulaTyping, resolveResults } from "./formulas.ts";
import { orderFormulas } from "./order-formulas.ts";
import { ownAggregates } from "./own-aggregates.ts";

/**
 * Resolves the published documents of all apps: names looked up, expressions checked, formulas ordered. Documents
 * must have passed the validator of `@dougong/model`. The catalogue is whole where no problem was found; else it
 * holds what could be understood.
 *
 * @example
 * const { catalogue, problems } = compileCatalogue({ apps: [{ document: app, revision: 3, documents }], models: fieldModels });
 */
export function compileCatalogue(input: {
  readonly apps: readonly AppSource[];
  readonly models: Readonly<Record<string, FieldModel>>;
}): {
  readonly catalogue: Catalogue;
  readonly problems: readonly AppProblem[];
} {
  const compilation = createCompilation(input.apps, input.models);
  collectEntities(compilation);
  collectFields(compilation);
  borrowOptions(compilation);
  resolveOwners(compilation);
  resolveResults(compilation);
  const typing = createFormulaTyping(compilation);
  for (const entity of compilation.entities.values())
    entity.scope = createEntityScope(compilation, entity, typing);
  for (const entity of compilation.entities.values())
    for (const field of entity.fields.values())
      if (field.model.type === "formula") checkFormula(compilation, entity, field);
  const order = orderFormulas(compilation);
  const rules = compileRules(compilation);
  const entities = [...compilation.entities.values()].map((entity) =>
    finishEntity(compilation, entity, typing, order.get(entity.id) ?? [], rules.get(entity.id) ?? []),
  );
  return { catalogue: catalogueOf(input.apps, entities), problems: compilation.problems };
}

function createCompilation(
  apps: readonly AppSource[],
  models: Readonly<Record<string, FieldModel>>,
): Compilation {
  const problems: AppProblem[] = [];
  return {
    apps,
    models,
    entities: new Map(),
    problems,
    report: (app: string, problem: Problem) => void problems.push({ ...problem, app }),
  };
}

function finishEntity(
  compilation: Compilation,
  entity: EntityDraft,
  typing: FormulaTyping,
  order: readonly string[],
  rules: readonly CompiledRule[],
): Entity {
  const fields = new Map<string, Field>();
  for (const draft of entity.fields.values())
    fields.set(draft.id, finishField(compilation, entity, draft, typing));
  checkFieldLists(compilation, entity);
  return {
    id: entity.id,
    app: entity.app,
    document: entity.document,
    label: entity.document.label ?? entity.document.id,
    fields,
    owner: entity.owner,
    scope: entity.scope,
    title: compileTitle(compilation, entity),
    formulas: order.flatMap((id) => fields.get(id) ?? []),
    invariants: compileInvariants(compilation, entity),
    rules,
    states: compileStates(compilation, entity),
    actions: compileActions(compilation, entity, {
      typing,
      field: (its, draft) => finishField(compilation, its, draft, typing),
      entity: (its) => finishEntity(compilation, its, typing, [], []),
    }),
  };
}

function finishField(
  compilation: Compilation,
  entity: EntityDraft,
  draft: FieldDraft,
  typing: FormulaTyping,
): Field {
  checkSequence(compilation, entity, draft);
  const checked = draft.formula?.checked ?? null;
  return {
    id: draft.id,
    document: draft.document,
    model: draft.model,
    type: fieldType(compilation, entity, draft, typing),
    label: draft.document.label ?? draft.id,
    to: draft.to ?? resultTarget(draft),
    formula: checked === null || draft.formula === null ? null : { checked, source: draft.formula.source },
    default: compileDefault(compilation, entity, draft),
    assignWhen: compileAssignWhen(compilation, entity, draft),
    aggregates: checked === null ? [] : ownAggregates(checked),
  };
}

/** The entity that a formula's value refers to. */
function resultTarget(draft: FieldDraft): string | null {
  return draft.formula?.type.kind === "reference" ? draft.formula.type.to : null;
}

function catalogueOf(apps: readonly AppSource[], entities: readonly Entity[]): Catalogue {
  return {
    apps: new Map(apps.map((app) => [app.document.id, { document: app.document, revision: app.revision }])),
    entities: new Map(entities.map((entity) => [entity.id, entity])),
    documents: new Map(apps.map((app) => [app.document.id, [...app.documents].sort(byKindAndId)])),
    key: apps
      .map((app) => `${app.document.id}@${app.revision}`)
      .sort()
      .join(" "),
  };
}

function byKindAndId(a: Document, b: Document): number {
  const [left, right] = [`${a.kind}:${a.id}`, `${b.kind}:${b.id}`];
  return left < right ? -1 : left > right ? 1 : 0;
}
