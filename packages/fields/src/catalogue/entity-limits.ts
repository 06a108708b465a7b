import { pointer } from "@dougong/model";
import type { Compilation, EntityDraft, FieldDraft } from "./compilation.ts";
import { checkStoredField } from "./entity-conditions.ts";
import { systemFieldsOf } from "./system-fields.ts";
import { unknownField } from "./unknown-document.ts";

/** Types whose values have an order without gaps or ties, so that a range of them is one. */
const ranged = new Set(["integer", "decimal", "money", "percent", "date", "time", "datetime", "duration"]);

/** `exclude`, `tree`, `appendOnly` and `sensitive`: the fields that they name are there and can be what they are named for. */
export function checkLimits(compilation: Compilation, entity: EntityDraft): void {
  checkExclude(compilation, entity);
  checkTree(compilation, entity);
  const { appendOnly, sensitive = [] } = entity.document;
  for (const [member, names] of [
    ["appendOnly", Array.isArray(appendOnly) ? appendOnly : []],
    ["sensitive", sensitive],
  ] as const)
    for (const [index, name] of names.entries())
      find(compilation, entity, name, `${entity.path}${pointer(member, index)}`);
}

function checkExclude(compilation: Compilation, entity: EntityDraft): void {
  for (const [index, { equal, range }] of (entity.document.exclude ?? []).entries()) {
    const path = `${entity.path}${pointer("exclude", index)}`;
    for (const [place, name] of equal.entries())
      checkStoredField(compilation, entity, name, `${path}${pointer("equal", place)}`);
    const ends = range.map((name, place) => {
      const at = `${path}${pointer("range", place)}`;
      const field = find(compilation, entity, name, at);
      const type = field?.computed?.type.kind ?? field?.model.type;
      if (field === undefined || type === undefined) return undefined;
      checkStoredField(compilation, entity, name, at);
      if (ranged.has(type)) return type;
      mismatch(compilation, entity, at, name, "date, datetime, time or number", type);
      return undefined;
    });
    const [start, end] = ends;
    if (start !== undefined && end !== undefined && start !== end)
      mismatch(compilation, entity, `${path}/range/1`, range[1], start, end);
  }
}

function checkTree(compilation: Compilation, entity: EntityDraft): void {
  const { tree } = entity.document;
  if (tree === undefined) return;
  const field = find(compilation, entity, tree, `${entity.path}/tree`);
  if (field === undefined) return;
  if (field.model.type !== "reference" || field.to !== entity.id)
    mismatch(compilation, entity, `${entity.path}/tree`, tree, `reference(${entity.id})`, field.model.type);
}

function find(
  compilation: Compilation,
  entity: EntityDraft,
  name: string,
  path: string,
): FieldDraft | undefined {
  const field = entity.fields.get(name);
  const system = systemFieldsOf(entity).some((one) => one.id === name);
  if (field === undefined && !system && !entity.broken.has(name))
    compilation.report(entity.app, unknownField(name, [...entity.fields.keys()], path));
  return field;
}

function mismatch(
  compilation: Compilation,
  entity: EntityDraft,
  path: string,
  label: string,
  expected: string,
  got: string,
): void {
  compilation.report(entity.app, { code: "type_mismatch", path, params: { label }, expected, got });
}
