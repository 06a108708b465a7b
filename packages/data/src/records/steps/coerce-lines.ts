import type { Value } from "@dougong/expression";
import type { Catalogue, Entity, Field } from "@dougong/fields";
import {
  isJsonObject,
  isRecordId,
  type JsonObject,
  type JsonValue,
  nearest,
  type Problem,
  pointer,
} from "@dougong/model";
import { coerceValue, readOnly, unknownField } from "./coerce-value.ts";
import { type GivenLines, type GivenRow, type RecordValues, rowId } from "./write.ts";

interface LinesPlace {
  readonly catalogue: Catalogue;
  readonly field: Field;
  readonly rows: Entity;
  readonly path: string;
  readonly operation: "create" | "update" | "restore";
  /** The stored rows; none on create. */
  readonly before: readonly RecordValues[];
}

/** No lines field may hold more, whatever its `max`. */
const mostRows = 2000;
/** Where a lines field says no `max`. */
export const usualMostRows = 500;

/** Reads the rows of a lines field: a whole array, or on an update `{"upsert":[…],"delete":[ids]}`. */
export function coerceLines(value: JsonValue, place: LinesPlace, problems: Problem[]): GivenLines {
  if (value === null) return { form: "set", rows: [] };
  if (Array.isArray(value)) return { form: "set", rows: coerceRows(value, place, place.path, problems) };
  if (isJsonObject(value) && place.operation !== "create") return coerceDelta(value, place, problems);
  problems.push(mismatch(place.path, place.field.label, "array"));
  return { form: "delta", rows: [], deleted: [] };
}

function coerceDelta(value: JsonObject, place: LinesPlace, problems: Problem[]): GivenLines {
  for (const name of Object.keys(value)) {
    if (name === "upsert" || name === "delete") continue;
    const near = nearest(name, ["upsert", "delete"]);
    const params = { name, ...(near === undefined ? {} : { nearest: near }) };
    problems.push({ code: "unknown_member", path: `${place.path}${pointer(name)}`, params });
  }
  const upserts = listMember(value.upsert, `${place.path}/upsert`, place, problems);
  const deletes = listMember(value.delete, `${place.path}/delete`, place, problems);
  const rows = coerceRows(upserts, place, `${place.path}/upsert`, problems);
  const deleted = deletes.flatMap((id, index) => {
    const path = `${place.path}/delete/${index}`;
    if (typeof id === "string") return [{ path, id }];
    problems.push(mismatch(path, place.field.label, "text"));
    return [];
  });
  return { form: "delta", rows, deleted };
}

function listMember(
  value: JsonValue | undefined,
  path: string,
  place: LinesPlace,
  problems: Problem[],
): readonly JsonValue[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value as readonly JsonValue[];
  problems.push(mismatch(path, place.field.label, "array"));
  return [];
}

function coerceRows(
  values: readonly JsonValue[],
  place: LinesPlace,
  path: string,
  problems: Problem[],
): readonly GivenRow[] {
  if (values.length > mostRows) {
    problems.push({
      code: "too_many",
      path,
      params: { max: mostRows, got: values.length, label: place.field.label },
    });
    return [];
  }
  const seen = new Set<string>();
  return values.flatMap((value, index) => {
    const at = `${path}/${index}`;
    if (!isJsonObject(value)) {
      problems.push(mismatch(at, place.field.label, "object"));
      return [];
    }
    return [coerceRow(value, place, at, seen, problems)];
  });
}

function coerceRow(
  row: JsonObject,
  place: LinesPlace,
  path: string,
  seen: Set<string>,
  problems: Problem[],
): GivenRow {
  const values: Record<string, Value> = {};
  const stored = place.before.find((one) => rowId(one) === row.id);
  for (const [name, value] of Object.entries(row)) {
    if (value === undefined || name === "id") continue;
    const field = place.rows.fields.get(name);
    const at = `${path}${pointer(name)}`;
    if (field === undefined) problems.push(unknownField(name, at, place.rows));
    else if (field.model.computed) problems.push(readOnly(field, at));
    else {
      const coerced = coerceValue(
        value,
        { field, path: at, catalogue: place.catalogue },
        problems,
        stored?.[name],
      );
      if (coerced !== undefined) values[name] = coerced;
    }
  }
  return { path, id: coerceRowId(row.id, place, path, seen, problems), values };
}

function coerceRowId(
  id: JsonValue | undefined,
  place: LinesPlace,
  path: string,
  seen: Set<string>,
  problems: Problem[],
): string | null {
  if (id === undefined || id === null || id === "") return null;
  const at = `${path}/id`;
  if (typeof id !== "string") {
    problems.push(mismatch(at, "id", "text"));
    return null;
  }
  if (place.operation === "create" || !isRecordId(id)) {
    problems.push({ code: "reference_not_found", path: at, params: { label: place.field.label }, got: id });
    return null;
  }
  if (seen.has(id)) problems.push({ code: "not_unique", path: at, params: { label: "id" }, got: id });
  seen.add(id);
  return id;
}

function mismatch(path: string, label: string, expected: string): Problem {
  return { code: "type_mismatch", path, params: { label }, expected };
}
