import { type EntityDocument, type FieldDocument, isSystemField, pointer } from "@dougong/model";
import { optionsSource } from "../types/choice/options.ts";
import type { AppSource, Compilation, EntityDraft, FieldDraft } from "./compilation.ts";
import { findEntity } from "./compilation.ts";
import { unknownEntity, unknownField } from "./unknown-document.ts";

const noScope = { entity: null, resolve: () => undefined, names: () => [] };

/** First step: every entity by its qualified id, so that the later ones can look names up. */
export function collectEntities(compilation: Compilation): void {
  for (const app of compilation.apps) {
    reportDoubles(compilation, app);
    for (const document of app.documents) {
      if (document.kind !== "entity") continue;
      const id = `${app.document.id}.${document.id}`;
      if (!compilation.entities.has(id))
        compilation.entities.set(id, entityDraft(id, app.document.id, document));
    }
  }
}

function entityDraft(id: string, app: string, document: EntityDocument): EntityDraft {
  return {
    id,
    app,
    document,
    path: pointer(`entity:${document.id}`),
    fields: new Map(),
    broken: new Set(),
    owner: null,
    scope: noScope,
  };
}

/** Ids are unique per kind; pages and entities share one space, as both are addresses. */
function reportDoubles(compilation: Compilation, app: AppSource): void {
  const seen = new Set<string>();
  for (const { kind, id } of app.documents) {
    const path = pointer(`${kind}:${id}`);
    const clash = kind === "page" ? `entity:${id}` : kind === "entity" ? `page:${id}` : undefined;
    if (seen.has(`${kind}:${id}`) || (clash !== undefined && seen.has(clash)))
      compilation.report(app.document.id, {
        code: "not_unique",
        path: `${path}/id`,
        params: { label: "id" },
        got: id,
      });
    seen.add(`${kind}:${id}`);
  }
}

/** Second step: the fields with their types and targets. */
export function collectFields(compilation: Compilation): void {
  for (const entity of compilation.entities.values()) {
    Object.assign(entity, { broken: collectDrafts(compilation, entity, entity.document.fields, "fields") });
  }
}

/** Fills in the fields that stand in a member of a document; answers the ids of those that are faulty. */
export function collectDrafts(
  compilation: Compilation,
  entity: EntityDraft,
  documents: readonly FieldDocument[],
  member: string,
): ReadonlySet<string> {
  const broken = new Set<string>();
  for (const [index, document] of documents.entries()) {
    const field = fieldDraft(compilation, entity, document, index, member);
    if (field === undefined) broken.add(document.id);
    else entity.fields.set(document.id, field);
  }
  return broken;
}

function fieldDraft(
  compilation: Compilation,
  entity: EntityDraft,
  document: FieldDocument,
  index: number,
  holder: string,
): FieldDraft | undefined {
  const named = pointer(holder, document.id);
  const double = entity.fields.has(document.id);
  // the second of two fields of one id can only be addressed by its place
  const path = `${entity.path}${double ? pointer(holder, index) : named}`;
  if (double || isSystemField(document.id)) {
    compilation.report(entity.app, {
      code: "not_unique",
      path: `${path}/id`,
      params: { label: "id" },
      got: document.id,
    });
    return undefined;
  }
  const model = Object.hasOwn(compilation.models, document.type)
    ? compilation.models[document.type]
    : undefined;
  if (model === undefined) {
    compilation.report(entity.app, {
      code: "unsupported_kind",
      path: `${path}/type`,
      params: { name: document.type },
      got: document.type,
    });
    return undefined;
  }
  for (const problem of model.check(document))
    compilation.report(entity.app, { ...problem, path: `${path}${problem.path}` });
  const member = model.type === "lines" ? "entity" : "to";
  const target = model.type === "user" ? "system.user" : document[member];
  if (target === undefined || typeof target !== "string" || target === "*")
    return { id: document.id, document, model, to: null, path, computed: null };
  const found = findEntity(compilation, entity.app, target);
  if (found === undefined) {
    compilation.report(entity.app, unknownEntity(compilation, entity.app, target, `${path}/${member}`));
    return undefined;
  }
  // storage and widgets read the target from the document, so it stands there by its qualified id
  const qualified = model.type === "user" ? document : { ...document, [member]: found.id };
  return { id: document.id, document: qualified, model, to: found.id, path, computed: null };
}

/** Third step: `options: {of: "crm.lead.industry"}` takes the options of that field. */
export function borrowOptions(compilation: Compilation): void {
  for (const entity of compilation.entities.values()) borrowOptionsOf(compilation, entity);
}

export function borrowOptionsOf(compilation: Compilation, entity: EntityDraft): void {
  for (const field of entity.fields.values()) {
    if (optionsSource(field.document) === undefined) continue;
    const options = lendersOptions(compilation, entity, field, new Set());
    if (options !== undefined) field.document = { ...field.document, options };
  }
}

function lendersOptions(
  compilation: Compilation,
  entity: EntityDraft,
  field: FieldDraft,
  seen: Set<FieldDraft>,
): FieldDocument["options"] {
  const source = optionsSource(field.document);
  if (source === undefined) return field.document.options;
  const path = `${field.path}/options/of`;
  if (seen.has(field)) {
    compilation.report(entity.app, { code: "cycle", path, got: source });
    return [];
  }
  seen.add(field);
  const parts = source.split(".");
  const name = parts.at(-1) ?? "";
  const lender = findEntity(compilation, entity.app, parts.slice(0, -1).join("."));
  const lent = lender?.fields.get(name);
  if (lender === undefined)
    compilation.report(
      entity.app,
      unknownEntity(compilation, entity.app, parts.slice(0, -1).join("."), path),
    );
  else if (lent === undefined || !("options" in lent.model.members.properties))
    compilation.report(entity.app, unknownField(name, [...lender.fields.keys()], path));
  else return lendersOptions(compilation, lender, lent, seen);
  return [];
}

/** Fourth step: who owns whom. `ownedBy` and a lines field of the owner must name each other. */
export function resolveOwners(compilation: Compilation): void {
  for (const entity of compilation.entities.values()) {
    const { ownedBy } = entity.document;
    if (ownedBy === undefined) continue;
    const path = `${entity.path}/ownedBy`;
    const owner = findEntity(compilation, entity.app, ownedBy);
    const holders = [...(owner?.fields.values() ?? [])].filter(
      (field) => field.model.type === "lines" && field.to === entity.id,
    );
    const [holder, second] = holders;
    if (owner === undefined)
      compilation.report(entity.app, unknownEntity(compilation, entity.app, ownedBy, path));
    else if (owner.document.ownedBy !== undefined)
      compilation.report(entity.app, {
        code: "too_deep",
        path,
        params: { max: 1 },
        expected: { max: 1 },
        got: ownedBy,
      });
    else if (holder === undefined)
      compilation.report(entity.app, {
        code: "unknown_field",
        path,
        params: { name: `${ownedBy}: lines of ${entity.document.id}` },
        got: ownedBy,
      });
    else if (second !== undefined)
      compilation.report(owner.app, {
        code: "ambiguous",
        path: `${second.path}/entity`,
        params: { name: entity.document.id },
        got: entity.id,
      });
    if (owner !== undefined && holder !== undefined) entity.owner = { entity: owner.id, field: holder.id };
  }
  for (const entity of compilation.entities.values())
    for (const field of entity.fields.values())
      if (field.model.type === "lines") reportForeignLines(compilation, entity, field);
}

function reportForeignLines(compilation: Compilation, entity: EntityDraft, field: FieldDraft): void {
  const rows = field.to === null ? undefined : compilation.entities.get(field.to);
  if (rows === undefined || rows.owner?.entity === entity.id) return;
  const owner = rows.document.ownedBy;
  compilation.report(entity.app, {
    code: "unknown_document",
    path: `${field.path}/entity`,
    params: { kind: "entity", name: `${rows.document.id} with "ownedBy": "${entity.document.id}"` },
    expected: { ownedBy: entity.document.id },
    got: owner ?? null,
  });
}
