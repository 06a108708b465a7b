import type { Value } from "@dougong/expression";
import { type Catalogue, type Entity, type Field, type RecordValues, rowsOf } from "@dougong/fields";
import {
  isJsonObject,
  isSystemField,
  type JsonObject,
  type JsonValue,
  nearest,
  type Problem,
  pointer,
} from "@dougong/model";

/** What was typed or sent, in contract form; a value that its field cannot read is null and has its problems. */
export function readRecord(
  entity: Entity,
  catalogue: Catalogue,
  given: JsonObject,
  before: RecordValues | null,
): { readonly values: RecordValues; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  return { values: readValues({ entity, catalogue, problems }, given, before, ""), problems };
}

interface Reading {
  readonly entity: Entity;
  readonly catalogue: Catalogue;
  readonly problems: Problem[];
}

function readValues(
  reading: Reading,
  given: JsonObject,
  before: RecordValues | null,
  path: string,
): RecordValues {
  const values: Record<string, Value | undefined> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const field = reading.entity.fields.get(name);
    const at = `${path}${pointer(name)}`;
    if (isSystemField(name)) values[name] = value as Value;
    else if (field === undefined) reading.problems.push(unknownField(name, reading.entity, at));
    // what a form shows as worked out comes back with the record, and is worked out anew
    else if (field.model.computed) values[name] = value as Value;
    else
      values[name] =
        field.model.type === "lines"
          ? readRows(reading, field, value, before, at)
          : readValue(reading, field, value, before?.[name], at);
  }
  return values;
}

function readValue(
  reading: Reading,
  field: Field,
  value: JsonValue,
  current: Value | undefined,
  path: string,
): Value {
  if (value === null || value === "") return null;
  const coerced = field.model.coerce(value, field.document, {
    path,
    label: field.label,
    from: "input",
    ...(current === undefined ? {} : { current }),
  });
  if ("value" in coerced) return coerced.value;
  reading.problems.push(...coerced.problems);
  return null;
}

function readRows(
  reading: Reading,
  field: Field,
  value: JsonValue,
  before: RecordValues | null,
  path: string,
): Value {
  const entity = field.to === null ? undefined : reading.catalogue.entities.get(field.to);
  const rows: readonly JsonValue[] = Array.isArray(value) ? value : [];
  const coerced = field.model.coerce(value ?? [], field.document, {
    path,
    label: field.label,
    from: "input",
  });
  if ("problems" in coerced) reading.problems.push(...coerced.problems);
  if (entity === undefined) return [];
  const stored = new Map(rowsOf(before ?? {}, field.id).map((row) => [row.id, row]));
  return rows
    .filter(isJsonObject)
    .map((row, index) =>
      readValues(
        { ...reading, entity },
        row,
        stored.get(row.id as Value) ?? null,
        `${path}${pointer(index)}`,
      ),
    ) as Value;
}

function unknownField(name: string, entity: Entity, path: string): Problem {
  const near = nearest(name, [...entity.fields.keys()]);
  return { code: "unknown_field", path, params: { name, ...(near === undefined ? {} : { nearest: near }) } };
}
