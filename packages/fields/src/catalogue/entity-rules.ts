import type { Checked } from "@dougong/expression";
import { type JsonValue, pointer, type RuleDocument, type RuleEffect } from "@dougong/model";
import type { CompiledEffect, CompiledRule } from "./catalogue.ts";
import { followsReference, readName, readsOf } from "./checked-reads.ts";
import { type AppSource, type Compilation, type EntityDraft, findEntity } from "./compilation.ts";
import { compileCondition, type Place } from "./expression-place.ts";
import { compileFieldValue } from "./field-defaults.ts";
import { type RecordContext, recordContext } from "./record-context.ts";
import { unknownEntity, unknownField } from "./unknown-document.ts";

/** The rules of every entity, in the order in which they run: by `order` (0 where none is given), then by id. */
export function compileRules(compilation: Compilation): ReadonlyMap<string, readonly CompiledRule[]> {
  const rules = new Map<string, CompiledRule[]>();
  for (const app of compilation.apps)
    for (const document of app.documents) {
      if (document.kind !== "rule") continue;
      const path = pointer(`rule:${document.id}`);
      const entity = findEntity(compilation, app.document.id, document.entity);
      if (entity === undefined)
        compilation.report(
          app.document.id,
          unknownEntity(compilation, app.document.id, document.entity, `${path}/entity`),
        );
      else
        rules.set(entity.id, [
          ...(rules.get(entity.id) ?? []),
          compileRule(compilation, app, entity, document, path),
        ]);
    }
  for (const list of rules.values())
    list.sort((a, b) => (a.document.order ?? 0) - (b.document.order ?? 0) || (a.id < b.id ? -1 : 1));
  return rules;
}

function compileRule(
  compilation: Compilation,
  app: AppSource,
  entity: EntityDraft,
  document: RuleDocument,
  path: string,
): CompiledRule {
  const at = (member: string): Place => ({ app: app.document.id, path: `${path}${member}` });
  if (document.find !== undefined)
    compilation.report(app.document.id, {
      code: "unsupported_kind",
      path: `${path}/find`,
      params: { name: "find" },
    });
  const when =
    document.when === undefined
      ? null
      : compileCondition(
          compilation,
          at("/when"),
          document.when,
          recordContext(compilation.entities, entity, "rule"),
        );
  if (when !== null) reportFollowed(compilation, when.checked, at("/when"));
  const effects = document.then.flatMap((effect, index) =>
    compileEffect(compilation, app, entity, effect, `${path}${pointer("then", index)}`),
  );
  return { id: `${app.document.id}.${document.id}`, document, when: when?.checked ?? null, effects };
}

/** Rules run in the browser, too, which has only the record at hand: other records' fields are not built yet. */
export function reportFollowed(compilation: Compilation, checked: Checked, place: Place): void {
  for (const read of readsOf(checked))
    if (followsReference(read))
      compilation.report(place.app, {
        code: "unsupported_kind",
        path: place.path,
        params: { name: readName(read) },
      });
}

function compileEffect(
  compilation: Compilation,
  app: AppSource,
  entity: EntityDraft,
  effect: RuleEffect,
  path: string,
): readonly CompiledEffect[] {
  for (const kind of ["require", "hide", "readOnly"] as const) {
    const fields = effect[kind];
    if (fields === undefined) continue;
    const sections = kind === "hide" ? sectionIds(compilation, entity) : [];
    for (const [index, name] of fields.entries())
      if (!sections.includes(name))
        checkName(compilation, app, entity, name, `${path}${pointer(kind, index)}`);
    return [{ effect: kind, fields }];
  }
  if (effect.set !== undefined)
    return [
      {
        effect: "set",
        values: Object.entries(effect.set).flatMap(([name, value]) =>
          compileSet(
            compilation,
            entity,
            name,
            value,
            { app: app.document.id, path: `${path}${pointer("set", name)}` },
            recordContext(compilation.entities, entity, "rule"),
          ),
        ),
      },
    ];
  for (const kind of ["error", "warn"] as const) {
    const told = effect[kind];
    if (told === undefined) continue;
    if (told.field !== undefined) checkName(compilation, app, entity, told.field, `${path}/${kind}/field`);
    const field = told.field ?? null;
    return kind === "warn"
      ? [{ effect: kind, field, message: told.message }]
      : [{ effect: kind, field, message: told.message, code: effect.error?.code ?? null }];
  }
  if (effect.options !== undefined)
    compilation.report(app.document.id, {
      code: "unsupported_kind",
      path: `${path}/options`,
      params: { name: "options" },
    });
  return [];
}

/** One value of a `set`: a field of the entity that is no computed one, and what it is to hold. */
export function compileSet(
  compilation: Compilation,
  entity: EntityDraft,
  name: string,
  value: JsonValue,
  place: Place,
  context: RecordContext,
): readonly { readonly field: string; readonly value: Checked }[] {
  const field = entity.fields.get(name);
  if (field === undefined) {
    if (!entity.broken.has(name))
      compilation.report(place.app, unknownField(name, [...entity.fields.keys()], place.path));
    return [];
  }
  if (field.model.computed || field.model.type === "lines") {
    compilation.report(place.app, { code: "read_only_field", path: place.path, params: { label: name } });
    return [];
  }
  const checked = compileFieldValue(compilation, entity, field, value, place, context);
  if (checked === null) return [];
  reportFollowed(compilation, checked, place);
  return [{ field: name, value: checked }];
}

function checkName(
  compilation: Compilation,
  app: AppSource,
  entity: EntityDraft,
  name: string,
  path: string,
): void {
  if (!entity.fields.has(name) && !entity.broken.has(name))
    compilation.report(app.document.id, unknownField(name, [...entity.fields.keys()], path));
}

/** `hide` also names sections of the entity's forms. */
function sectionIds(compilation: Compilation, entity: EntityDraft): readonly string[] {
  return compilation.apps.flatMap((app) =>
    app.documents.flatMap((document) =>
      document.kind === "form" && findEntity(compilation, app.document.id, document.entity)?.id === entity.id
        ? document.sections.flatMap((section) => section.id ?? [])
        : [],
    ),
  );
}
