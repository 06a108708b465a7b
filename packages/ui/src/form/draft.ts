import type { Value } from "@dougong/expression";
import type { Catalogue, Entity, Field } from "@dougong/fields";
import { idOf, listOf } from "@dougong/fields/react";
import type { JsonObject } from "@dougong/model";
import { toValue } from "../design/path-field.ts";
import type { RowValues } from "../line-grid/line-grid.tsx";

/** What somebody is typing: values by field id, rows under their lines field. */
export type Draft = RowValues;

/** Rows of a lines field in a draft. */
export function rowsIn(draft: Draft, field: string): readonly RowValues[] {
  const rows = draft[field];
  return Array.isArray(rows) ? rows.filter(isRow) : [];
}

function isRow(value: Value): value is { readonly [member: string]: Value } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A stored record as a draft: references by their id, nothing that only the platform writes but row ids. */
export function draftOf(catalogue: Catalogue, entity: Entity, record: JsonObject): Draft {
  const draft: Record<string, Value | undefined> = {};
  for (const field of entity.fields.values())
    draft[field.id] = draftValue(catalogue, field, toValue(record[field.id]));
  return draft;
}

function draftValue(catalogue: Catalogue, field: Field, value: Value | undefined): Value | undefined {
  if (field.type.kind === "reference") return idOf(value);
  if (field.type.kind === "references" && Array.isArray(value)) return listOf(value);
  if (field.type.kind !== "rows" || field.to === null || !Array.isArray(value)) return value ?? null;
  const rows = catalogue.entities.get(field.to);
  if (rows === undefined) return value;
  return value.filter(isRow).map((row) => {
    const inner = [...rows.fields.values()].map(
      (each) => [each.id, draftValue(catalogue, each, row[each.id]) ?? null] as const,
    );
    return Object.fromEntries([["id", row["id"] ?? null] as const, ...inner]);
  });
}

/** True for a row in which nobody has entered anything. */
export function isBlankRow(row: RowValues, fresh: RowValues): boolean {
  return Object.entries(row).every(
    ([id, value]) => value === null || value === undefined || value === "" || same(value, fresh[id]),
  );
}

/** Rows that were added and never filled are no part of the record; those in the middle are kept, so that paths stay. */
export function withoutBlankRows(rows: readonly RowValues[], fresh: RowValues): readonly RowValues[] {
  let end = rows.length;
  while (end > 0 && isBlankRow(rows[end - 1] ?? {}, fresh)) end -= 1;
  return rows.slice(0, end);
}

/** A draft without the rows at the end of its lines that were added and never filled. */
export function withoutBlanks(entity: Entity, draft: Draft, freshRow: (field: Field) => RowValues): Draft {
  const lines = [...entity.fields.values()].filter((field) => field.type.kind === "rows");
  const filled = lines.map(
    (field) => [field.id, withoutBlankRows(rowsIn(draft, field.id), freshRow(field)).map(present)] as const,
  );
  return { ...draft, ...Object.fromEntries(filled) };
}

function present(row: RowValues): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(row).map(([id, value]) => [id, value ?? null]));
}

/** The fields that a person writes, as the API takes them. */
export function toInput(
  catalogue: Catalogue,
  entity: Entity,
  draft: Draft,
  freshRow: (field: Field) => RowValues,
): Readonly<Record<string, Value>> {
  const input: Record<string, Value> = {};
  for (const field of entity.fields.values()) {
    const value = draft[field.id];
    if (field.model.computed || value === undefined) continue;
    input[field.id] =
      field.type.kind === "rows" ? rowsInput(catalogue, field, draft, freshRow(field)) : value;
  }
  return input;
}

function rowsInput(catalogue: Catalogue, field: Field, draft: Draft, fresh: RowValues): Value {
  const rows = field.to === null ? undefined : catalogue.entities.get(field.to);
  return withoutBlankRows(rowsIn(draft, field.id), fresh).map((row) => {
    const members = Object.entries(row).filter(
      ([id, value]) =>
        value !== undefined &&
        (id === "id" ? value !== null : rows?.fields.get(id)?.model.computed === false),
    );
    return Object.fromEntries(members.map(([id, value]) => [id, value ?? null]));
  });
}

/** What differs between two inputs: the merge patch from one to the other. */
export function patchBetween(
  base: Readonly<Record<string, Value>>,
  mine: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(mine).filter(([id, value]) => !same(value, base[id])));
}

/** Equal as contract values; absent and null are the same. */
export function same(one: Value | undefined, other: Value | undefined): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: Value | undefined): string {
  if (value === undefined || value === null || value === "") return "null";
  if (typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== null && member !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(",")}}`;
}

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
