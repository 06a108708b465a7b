import type { Value } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { equalJson, pointer } from "@dougong/model";
import { type RecordValues, rowId, rowsOf } from "../steps/write.ts";

/** One changed value, as history shows it. */
export interface Change {
  readonly path: string;
  readonly from: Value;
  readonly to: Value;
}

/**
 * What differs between a record before and after: fields by `/field`, values of rows by `/lines/{rowId}/field`,
 * and a new order of kept rows by `/lines` with the row ids of both sides. An added or removed row shows its values.
 * `lines` names the row fields of each lines field.
 */
export function diffRecord(
  entity: Entity,
  lines: ReadonlyMap<string, Entity>,
  before: RecordValues | null,
  after: RecordValues | null,
): readonly Change[] {
  return storedNames(entity).flatMap((field) => {
    const rows = lines.get(field);
    if (rows === undefined) return changed(pointer(field), before?.[field], after?.[field]);
    const from = before === null ? [] : rowsOf(before, field);
    const to = after === null ? [] : rowsOf(after, field);
    return diffRows(field, storedNames(rows), from, to);
  });
}

// What is worked out at each read is no fact of the record; what other records say is told by the database.
function storedNames(entity: Entity): readonly string[] {
  return [...entity.fields.values()]
    .filter((field) => field.type.kind === "rows" || (field.stored && field.local))
    .map((field) => field.id);
}

function diffRows(
  field: string,
  rowFields: readonly string[],
  before: readonly RecordValues[],
  after: readonly RecordValues[],
): readonly Change[] {
  const from = new Map(before.map((row) => [rowId(row), row]));
  const to = new Map(after.map((row) => [rowId(row), row]));
  const ids = [...to.keys(), ...[...from.keys()].filter((id) => !to.has(id))];
  const values = ids.flatMap((id) =>
    rowFields.flatMap((name) => changed(pointer(field, id, name), from.get(id)?.[name], to.get(id)?.[name])),
  );
  const keptBefore = [...from.keys()].filter((id) => to.has(id));
  const keptAfter = [...to.keys()].filter((id) => from.has(id));
  if (equalJson(keptBefore, keptAfter)) return values;
  return [...values, { path: pointer(field), from: [...from.keys()], to: [...to.keys()] }];
}

function changed(path: string, before: Value | undefined, after: Value | undefined): readonly Change[] {
  const from = before ?? null;
  const to = after ?? null;
  return equalJson(from, to) ? [] : [{ path, from, to }];
}
