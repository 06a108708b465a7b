import type { Document, Problem } from "@dougong/model";
import { deriveColumns } from "../derive/derive-columns.ts";
import { nothingDerived } from "../derive/derived-column.ts";
import type { FieldModel } from "../facets/model.ts";
import type { AppProblem } from "./app-problem.ts";
import type { Catalogue, Entity, Field } from "./catalogue.ts";
import { borrowOptions, collectEntities, collectFields, resolveOwners } from "./collect-entities.ts";
import type { AppSource, Compilation, EntityDraft, FieldDraft } from "./compilation.ts";
import { checkComputed, createFormulaTyping, resolveResults } from "./computed-fields.ts";
import { compileActions } from "./entity-actions.ts";
import { checkFieldLists, checkSequence, compileAssignWhen, compileInvariants } from "./entity-conditions.ts";
import { checkLimits } from "./entity-limits.ts";
import { compileRules } from "./entity-rules.ts";
import { createEntityScope, type FormulaTyping, fieldType } from "./entity-scope.ts";
import { compileStates } from "./entity-states.ts";
import { compileTitle } from "./entity-title.ts";
import { compileDefault } from "./field-defaults.ts";
import { orderFormulas } from "./order-formulas.ts";
import { compileReferenceWhere } from "./reference-where.ts";
import { markLive, type StorageFacts, storageFacts } from "./storage-facts.ts";

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
  const drafts = [...compilation.entities.values()];
  for (const entity of drafts) entity.scope = createEntityScope(compilation, entity, typing);
  for (const entity of drafts)
    for (const field of entity.fields.values()) checkComputed(compilation, entity, field, typing);
  const order = orderFormulas(compilation);
  markLive(compilation, order);
  const rules = compileRules(compilation);
  const conditions = drafts.map((entity) => ({
    members: compileMembers(compilation, entity),
    unique: checkFieldLists(compilation, entity),
    invariants: compileInvariants(compilation, entity),
  }));
  const facts = storageFacts(
    compilation,
    order,
    conditions.flatMap((one) => [...one.unique, ...one.invariants.map((invariant) => invariant.check)]),
  );
  const entities = drafts.map((entity, index) =>
    finishEntity(compilation, entity, typing, facts, {
      order: order.byEntity.get(entity.id) ?? [],
      rules: rules.get(entity.id) ?? [],
      invariants: conditions[index]?.invariants ?? [],
      members: conditions[index]?.members ?? new Map(),
    }),
  );
  // What is faulty may go in circles, which columns cannot follow.
  const derivations = compilation.problems.length > 0 ? new Map() : deriveColumns(entities);
  const whole = entities.map((entity) => ({
    ...entity,
    derived: derivations.get(entity.id) ?? nothingDerived,
  }));
  return { catalogue: catalogueOf(input.apps, whole), problems: compilation.problems };
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
    live: new Set(),
    problems,
    report: (app: string, problem: Problem) => void problems.push({ ...problem, app }),
  };
}

type Members = ReadonlyMap<FieldDraft, Pick<Field, "default" | "assignWhen" | "where">>;

/** What fields say besides their value: defaults, and when a number is taken. */
function compileMembers(compilation: Compilation, entity: EntityDraft): Members {
  const members = new Map<FieldDraft, Pick<Field, "default" | "assignWhen" | "where">>();
  for (const draft of entity.fields.values()) members.set(draft, memberOf(compilation, entity, draft));
  return members;
}

function memberOf(
  compilation: Compilation,
  entity: EntityDraft,
  draft: FieldDraft,
): Pick<Field, "default" | "assignWhen" | "where"> {
  checkSequence(compilation, entity, draft);
  return {
    default: compileDefault(compilation, entity, draft),
    assignWhen: compileAssignWhen(compilation, entity, draft),
    where: compileReferenceWhere(compilation, entity, draft),
  };
}

function finishEntity(
  compilation: Compilation,
  entity: EntityDraft,
  typing: FormulaTyping,
  facts: StorageFacts,
  parts: Pick<Entity, "rules" | "invariants"> & {
    readonly order: readonly string[];
    readonly members: Members;
  },
): Entity {
  const fields = new Map<string, Field>();
  for (const draft of entity.fields.values())
    fields.set(draft.id, {
      ...finishField(compilation, entity, draft, typing, facts),
      default: parts.members.get(draft)?.default ?? null,
      assignWhen: parts.members.get(draft)?.assignWhen ?? null,
      where: parts.members.get(draft)?.where ?? null,
    });
  checkLimits(compilation, entity);
  return {
    id: entity.id,
    app: entity.app,
    document: entity.document,
    label: entity.document.label ?? entity.document.id,
    fields,
    owner: entity.owner,
    scope: entity.scope,
    title: compileTitle(compilation, entity),
    formulas: parts.order.flatMap((id) => fields.get(id) ?? []),
    derived: nothingDerived,
    invariants: parts.invariants,
    rules: parts.rules,
    states: compileStates(compilation, entity),
    actions: compileActions(compilation, entity, {
      typing,
      field: (its, draft) => ({
        ...finishField(compilation, its, draft, typing, facts),
        ...memberOf(compilation, its, draft),
      }),
      entity: (its) =>
        finishEntity(compilation, its, typing, facts, {
          order: [],
          rules: [],
          invariants: [],
          members: compileMembers(compilation, its),
        }),
    }),
  };
}

function finishField(
  compilation: Compilation,
  entity: EntityDraft,
  draft: FieldDraft,
  typing: FormulaTyping,
  facts: StorageFacts,
): Omit<Field, "default" | "assignWhen" | "where"> {
  const { computed } = draft;
  const checked = computed?.checked ?? null;
  const live = compilation.live.has(draft);
  const isKept = draft.model.type !== "lookup" || facts.kept.has(draft);
  return {
    id: draft.id,
    document: draft.document,
    model: draft.model,
    type: fieldType(compilation, entity, draft, typing),
    label: draft.document.label ?? draft.id,
    to: draft.to ?? resultTarget(draft),
    formula:
      draft.model.type !== "formula" || checked === null || computed === null
        ? null
        : { checked, source: computed.source },
    lookup: computed?.lookup ?? null,
    rollup: computed?.rollup ?? null,
    computed: checked,
    live,
    stored: draft.model.type !== "lines" && !live && isKept,
    local: computed === null || facts.local.has(draft),
    rank: facts.ranks.get(draft) ?? 0,
  };
}

/** The entity that a computed value refers to. */
function resultTarget(draft: FieldDraft): string | null {
  return draft.computed?.type.kind === "reference" ? draft.computed.type.to : null;
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
