import { type Checked, sameType, type Type, typeName } from "@dougong/expression";
import { isJsonObject, pointer } from "@dougong/model";
import type { RollupLink } from "./catalogue.ts";
import {
  type Compilation,
  computedDraft,
  type EntityDraft,
  type FieldDraft,
  findEntity,
} from "./compilation.ts";
import { type FormulaTyping, fieldType } from "./entity-scope.ts";
import { compileCondition, compileExpression } from "./expression-place.ts";
import { reportUnstorable } from "./formulas.ts";
import { asRow, mapChecked } from "./map-checked.ts";
import { takeResult, wantedResult } from "./take-result.ts";
import { unknownEntity, unknownField } from "./unknown-document.ts";

type Key = RollupLink["by"][number];

/** Checks one rollup: the other entity, what ties its records to this one, its condition and its aggregate. */
export function checkRollup(
  compilation: Compilation,
  entity: EntityDraft,
  field: FieldDraft,
  typing: FormulaTyping,
): void {
  const draft = computedDraft();
  field.computed = draft;
  const name = String(field.document.from ?? "");
  const from = findEntity(compilation, entity.app, name);
  if (from === undefined) {
    compilation.report(entity.app, unknownEntity(compilation, entity.app, name, `${field.path}/from`));
    return;
  }
  const by = keysOf(compilation, entity, field, from, typing);
  const where = whereOf(compilation, entity, field, from);
  const compiled = aggregateOf(compilation, entity, field, from);
  if (compiled === null || by === null || where === undefined) return;
  const checked = where === null ? compiled.checked : withFilter(compiled.checked, where);
  draft.checked = checked;
  draft.source = compiled.source;
  draft.rollup = { from: from.id, by };
  reportUnstorable(compilation, checked, { app: entity.app, path: `${field.path}/formula` });
  draft.type = takeResult(compilation, entity, field, checked.type);
}

function aggregateOf(compilation: Compilation, entity: EntityDraft, field: FieldDraft, from: EntityDraft) {
  const wanted = wantedResult(field);
  const owner = from.owner === null ? undefined : compilation.entities.get(from.owner.entity);
  return compileExpression(
    compilation,
    { app: entity.app, path: `${field.path}/formula` },
    field.document.formula ?? null,
    {
      scope: entity.scope,
      rows: { kind: "rows", entity: from.id, row: from.scope },
      ...(owner === undefined ? {} : { rowsParent: owner.scope }),
      allow: { user: false },
      ...(wanted === undefined ? {} : { expected: wanted }),
    },
  );
}

/** The condition over one row, record-rooted in the other entity; null where there is none, undefined after a fault. */
function whereOf(
  compilation: Compilation,
  entity: EntityDraft,
  field: FieldDraft,
  from: EntityDraft,
): Checked | null | undefined {
  const { where } = field.document;
  if (where === undefined) return null;
  const place = { app: entity.app, path: `${field.path}/where` };
  const compiled = compileCondition(compilation, place, where, contextOf(compilation, from));
  return compiled === null ? undefined : compiled.checked;
}

function contextOf(compilation: Compilation, from: EntityDraft) {
  const owner = from.owner === null ? undefined : compilation.entities.get(from.owner.entity)?.scope;
  return { scope: from.scope, ...(owner === undefined ? {} : { parent: owner }), allow: { user: false } };
}

/** `where` joins the filter of every aggregate over the rows. */
function withFilter(checked: Checked, where: Checked): Checked {
  return mapChecked(checked, (node) => {
    if (node.node !== "aggregate" || !isImplied(node.rows)) return node;
    const condition = asRow(where);
    const filter: Checked =
      node.filter === null
        ? condition
        : { node: "call", type: { kind: "boolean" }, operator: "and", args: [condition, node.filter] };
    return { ...node, filter };
  });
}

/** True for the list that a rollup runs over. */
export function isImplied(rows: Checked): boolean {
  return rows.node === "path" && rows.root.at === "root" && rows.root.name === "rows";
}

function keysOf(
  compilation: Compilation,
  entity: EntityDraft,
  field: FieldDraft,
  from: EntityDraft,
  typing: FormulaTyping,
): readonly Key[] | null {
  const { by } = field.document;
  const path = `${field.path}/by`;
  if (typeof by === "string") {
    const other = keyValue(compilation, entity, from, by, path, { kind: "reference", to: entity.id });
    return other === null ? null : [{ own: "id", other }];
  }
  if (!isJsonObject(by)) return null;
  const names = Object.keys(by);
  reportNoUnique(compilation, entity, names, path);
  const keys = names.map((name): Key | null => {
    const own = entity.fields.get(name);
    if (own === undefined) {
      if (!entity.broken.has(name))
        compilation.report(
          entity.app,
          unknownField(name, [...entity.fields.keys()], `${path}${pointer(name)}`),
        );
      return null;
    }
    const wanted = fieldType(compilation, entity, own, typing);
    const at = `${path}${pointer(name)}`;
    const other = keyValue(compilation, entity, from, String(by[name]), at, wanted);
    return other === null ? null : { own: name, other };
  });
  return keys.every((key) => key !== null) ? keys : null;
}

/** The record that a map leads to must be one: its fields are those of a `unique`. */
function reportNoUnique(
  compilation: Compilation,
  entity: EntityDraft,
  names: readonly string[],
  path: string,
): void {
  const wanted = [...names].sort().join(",");
  const found = (entity.document.unique ?? []).some(
    (unique) => unique.where === undefined && [...unique.fields].sort().join(",") === wanted,
  );
  if (!found)
    compilation.report(entity.app, {
      code: "ambiguous",
      path,
      params: { name: names.join(", ") },
      expected: { unique: [...names] },
      got: [...names],
    });
}

/** A path in the other entity whose value is of the wanted type. */
function keyValue(
  compilation: Compilation,
  entity: EntityDraft,
  from: EntityDraft,
  name: string,
  path: string,
  wanted: Type,
): Checked | null {
  const compiled = compileExpression(
    compilation,
    { app: entity.app, path },
    { var: name },
    contextOf(compilation, from),
  );
  if (compiled === null) return null;
  const { type } = compiled.checked;
  if (type.kind === "null" || wanted.kind === "null" || sameType(type, wanted)) return compiled.checked;
  compilation.report(entity.app, {
    code: "type_mismatch",
    path,
    params: { label: name },
    expected: typeName(wanted),
    got: typeName(type),
  });
  return null;
}
