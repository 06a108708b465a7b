import type { Scope } from "@dougong/expression";
import {
  type ActionDocument,
  type FieldDocument,
  isJsonObject,
  type JsonValue,
  pointer,
} from "@dougong/model";
import type { CompiledAction, Entity, Field } from "./catalogue.ts";
import { borrowOptionsOf, collectDrafts } from "./collect-entities.ts";
import type { Compilation, EntityDraft, FieldDraft } from "./compilation.ts";
import { compileSet, reportFollowed } from "./entity-rules.ts";
import { createEntityScope, type FormulaTyping } from "./entity-scope.ts";
import { compileCondition, compileExpression } from "./expression-place.ts";
import { type RecordContext, recordContext } from "./record-context.ts";

/** The last steps of the compilation, which an action's inputs pass like an entity's fields. */
export interface Finishing {
  readonly typing: FormulaTyping;
  field(entity: EntityDraft, draft: FieldDraft): Field;
  entity(entity: EntityDraft): Entity;
}

/** The actions of an entity: guard, inputs and what they set. */
export function compileActions(
  compilation: Compilation,
  entity: EntityDraft,
  finishing: Finishing,
): ReadonlyMap<string, CompiledAction> {
  const actions = new Map<string, CompiledAction>();
  for (const [index, document] of (entity.document.actions ?? []).entries()) {
    const double = actions.has(document.id);
    const path = `${entity.path}${pointer("actions", double ? index : document.id)}`;
    if (double)
      compilation.report(entity.app, {
        code: "not_unique",
        path: `${path}/id`,
        params: { label: "id" },
        got: document.id,
      });
    else actions.set(document.id, compileAction(compilation, entity, document, path, finishing));
  }
  return actions;
}

function compileAction(
  compilation: Compilation,
  entity: EntityDraft,
  document: ActionDocument,
  path: string,
  finishing: Finishing,
): CompiledAction {
  const inputs = collectInputs(compilation, entity, document, path, finishing);
  const context = recordContext(compilation.entities, entity, "rule");
  const when = guardOf(compilation, entity, document, path, context);
  const type = { kind: "reference", to: inputs.draft.id } as const;
  const withInput = {
    ...context,
    roots: { ...context.roots, input: { type, follow: () => inputs.scope } },
  };
  if (document.open !== undefined)
    compileExpression(compilation, { app: entity.app, path: `${path}/open` }, document.open, withInput);
  if (document.on === "none" && document.set !== undefined)
    compilation.report(entity.app, {
      code: "unknown_member",
      path: `${path}/set`,
      params: { name: "set" },
      expected: "an action on one record or many",
    });
  const set = Object.entries(document.set ?? {}).flatMap(([name, value]) =>
    compileSet(
      compilation,
      entity,
      name,
      value,
      { app: entity.app, path: `${path}${pointer("set", name)}` },
      withInput,
    ),
  );
  return {
    id: document.id,
    document,
    label: document.label ?? document.id,
    on: document.on ?? "one",
    when,
    input: new Map([...inputs.draft.fields].map(([id, draft]) => [id, finishing.field(inputs.draft, draft)])),
    rows: new Map([...inputs.rows].map(([id, draft]) => [id, finishing.entity(draft)])),
    set,
  };
}

function guardOf(
  compilation: Compilation,
  entity: EntityDraft,
  document: ActionDocument,
  path: string,
  context: RecordContext,
) {
  if (document.when === undefined) return null;
  const place = { app: entity.app, path: `${path}/when` };
  const compiled = compileCondition(compilation, place, document.when, context);
  if (compiled === null) return null;
  reportFollowed(compilation, compiled.checked, place);
  return compiled.checked;
}

interface Inputs {
  /** Its fields are the inputs; bare names in their defaults are those of the record. */
  readonly draft: EntityDraft;
  readonly rows: ReadonlyMap<string, EntityDraft>;
  /** What `$input` holds. */
  readonly scope: Scope;
}

function collectInputs(
  compilation: Compilation,
  entity: EntityDraft,
  document: ActionDocument,
  path: string,
  { typing }: Finishing,
): Inputs {
  const draft = inputDraft(entity, `${entity.id}.${document.id}`, path, entity.scope);
  Object.assign(draft, { broken: collectDrafts(compilation, draft, document.input ?? [], "input") });
  borrowOptionsOf(compilation, draft);
  const rows = new Map<string, EntityDraft>();
  for (const field of draft.fields.values()) {
    reportComputed(compilation, entity.app, field);
    if (field.model.type !== "lines") continue;
    const row = inputDraft(entity, `${draft.id}.${field.id}`, field.path, entity.scope);
    const members = rowFields(field.document.fields);
    Object.assign(row, {
      document: { ...row.document, fields: members },
      broken: collectDrafts(compilation, row, members, "fields"),
    });
    borrowOptionsOf(compilation, row);
    for (const member of row.fields.values()) reportComputed(compilation, entity.app, member);
    row.scope = createEntityScope(compilation, row, typing);
    rows.set(field.id, row);
  }
  const plain = createEntityScope(compilation, draft, typing);
  const scope: Scope = {
    entity: draft.id,
    resolve(name) {
      const row = rows.get(name);
      if (row !== undefined) return { type: { kind: "rows", entity: row.id, row: row.scope } };
      return draft.fields.has(name) || draft.broken.has(name) ? plain.resolve(name) : undefined;
    },
    names: () => [...draft.fields.keys()],
  };
  return { draft, rows, scope };
}

function inputDraft(entity: EntityDraft, id: string, path: string, scope: Scope): EntityDraft {
  return {
    ...entity,
    id,
    path,
    scope,
    document: { kind: "entity", id: entity.document.id, fields: [] },
    fields: new Map(),
    broken: new Set(),
    owner: null,
  };
}

/** The schema has seen to it that rows of an input are described by fields. */
function rowFields(members: unknown): readonly FieldDocument[] {
  if (!Array.isArray(members)) return [];
  const list: readonly JsonValue[] = members;
  return list.flatMap((member) =>
    isJsonObject(member) && typeof member.id === "string" && typeof member.type === "string"
      ? [{ ...member, id: member.id, type: member.type } as FieldDocument]
      : [],
  );
}

function reportComputed(compilation: Compilation, app: string, field: FieldDraft): void {
  if (field.model.computed)
    compilation.report(app, {
      code: "unsupported_kind",
      path: `${field.path}/type`,
      params: { name: field.model.type },
      got: field.model.type,
    });
}
