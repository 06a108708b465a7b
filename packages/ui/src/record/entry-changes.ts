import type { HistoryEntry } from "@dougong/client";
import type { Catalogue, Entity, Field } from "@dougong/fields";
import type { JsonValue } from "@dougong/model";

/** A changed value that somebody entered, with the field that says how it is shown. */
export interface ShownChange {
  readonly path: string;
  readonly label: string;
  readonly field: Field;
  readonly from: JsonValue;
  readonly to: JsonValue;
}

/** Rows that came with a new record: how many of which lines. */
export interface NewRows {
  readonly field: string;
  readonly label: string;
  readonly count: number;
}

export interface EntryChanges {
  readonly changes: readonly ShownChange[];
  readonly rows: readonly NewRows[];
}

/** What an entry of the history tells: entered values, not what follows from them; a new record's rows as their number. */
export function changesOf(catalogue: Catalogue, entity: Entity, entry: HistoryEntry): EntryChanges {
  const isNew = entry.version === 1;
  const shown = entry.changes.flatMap((change): ShownChange[] => {
    const found = fieldAt(catalogue, entity, change.path);
    if (found === null || found.field.model.computed || found.field.type.kind === "rows") return [];
    return isNew && found.inRow ? [] : [{ ...change, label: found.label, field: found.field }];
  });
  return { changes: shown, rows: isNew ? newRows(entity, entry) : [] };
}

function newRows(entity: Entity, entry: HistoryEntry): readonly NewRows[] {
  const ids = new Map<string, Set<string>>();
  for (const { path } of entry.changes) {
    const [name = "", row, inner] = path.split("/").slice(1);
    if (inner === undefined || row === undefined) continue;
    ids.set(name, (ids.get(name) ?? new Set()).add(row));
  }
  return [...ids].map(([field, rows]) => ({
    field,
    label: entity.fields.get(field)?.label ?? field,
    count: rows.size,
  }));
}

function fieldAt(
  catalogue: Catalogue,
  entity: Entity,
  path: string,
): { readonly field: Field; readonly label: string; readonly inRow: boolean } | null {
  const [name = "", , inner] = path.split("/").slice(1);
  const own = entity.fields.get(name);
  if (own === undefined) return null;
  if (inner === undefined) return { field: own, label: own.label, inRow: false };
  const field = own.to === null ? undefined : catalogue.entities.get(own.to)?.fields.get(inner);
  return field === undefined ? null : { field, label: `${own.label} · ${field.label}`, inRow: true };
}
