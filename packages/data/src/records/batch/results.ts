import type { Catalogue, Entity } from "@dougong/fields";
import { isJsonObject, type JsonObject, type JsonValue, type Problem, pointer } from "@dougong/model";
import { isLines, rowEntity } from "../lines/lines-field.ts";
import type { RecordValues } from "../steps/write.ts";

/**
 * What earlier operations gave, by the name of their `as`: the record as it stands, or null where the operation was
 * refused, so that what depends on it is not refused once more.
 */
export type Results = Map<string, RecordValues | JsonObject | null>;

/** A value with its references filled in. */
export interface Filled<T extends JsonValue> {
  readonly value: T;
  readonly problems: readonly Problem[];
  /** True where it depends on an operation that was refused. */
  readonly dangling: boolean;
}

/** True for `{"$ref":"as.id"}`. */
export function isReference(value: JsonValue | undefined): value is { readonly $ref: string } {
  return isJsonObject(value) && Object.keys(value).length === 1 && typeof value.$ref === "string";
}

/** Fills in what one value refers to. */
export function fillValue(results: Results, value: JsonValue, path: string): Filled<JsonValue> {
  const state: FillState = { results, problems: [], dangling: false };
  return { value: fill(state, value, path), problems: state.problems, dangling: state.dangling };
}

/**
 * Fills in `{"$ref":"as.id"}` anywhere in an operation's data: references, lines and their values. A `json` field
 * stays as it is, since it may well hold such an object of its own.
 */
export function fillData(
  results: Results,
  data: JsonObject,
  place: { readonly catalogue: Catalogue; readonly entity: Entity; readonly path: string },
): Filled<JsonObject> {
  const state: FillState = { results, problems: [], dangling: false };
  const value = fillRecord(state, data, place.catalogue, place.entity, place.path);
  return { value, problems: state.problems, dangling: state.dangling };
}

interface FillState {
  readonly results: Results;
  readonly problems: Problem[];
  dangling: boolean;
}

function fillRecord(
  state: FillState,
  data: JsonObject,
  catalogue: Catalogue,
  entity: Entity,
  path: string,
): JsonObject {
  const members = Object.entries(data).map(([name, value]): readonly [string, JsonValue | undefined] => {
    const at = `${path}${pointer(name)}`;
    const field = entity.fields.get(name);
    if (value === undefined || field?.document.type === "json") return [name, value];
    if (field === undefined || !isLines(field)) return [name, fill(state, value, at)];
    return [name, fillLines(state, value, catalogue, rowEntity(catalogue, field), at)];
  });
  return Object.fromEntries(members);
}

function fillLines(
  state: FillState,
  value: JsonValue,
  catalogue: Catalogue,
  rows: Entity,
  path: string,
): JsonValue {
  if (Array.isArray(value))
    return value.map((row: JsonValue, index) => {
      const at = `${path}/${index}`;
      return isJsonObject(row) && !isReference(row)
        ? fillRecord(state, row, catalogue, rows, at)
        : fill(state, row, at);
    });
  if (!isJsonObject(value) || value.upsert === undefined) return fill(state, value, path);
  return { ...value, upsert: fillLines(state, value.upsert, catalogue, rows, `${path}/upsert`) };
}

function fill(state: FillState, value: JsonValue, path: string): JsonValue {
  if (Array.isArray(value)) return value.map((one: JsonValue, index) => fill(state, one, `${path}/${index}`));
  if (!isJsonObject(value)) return value;
  if (isReference(value)) return resolve(state, value.$ref, path);
  const members = Object.entries(value).map(([name, one]): readonly [string, JsonValue | undefined] => [
    name,
    one === undefined ? one : fill(state, one, `${path}${pointer(name)}`),
  ]);
  return Object.fromEntries(members);
}

function resolve(state: FillState, reference: string, path: string): JsonValue {
  const [name = "", ...steps] = reference.split(".");
  const result = state.results.get(name);
  if (result === null) {
    state.dangling = true;
    return null;
  }
  let value: JsonValue | undefined = steps.length === 0 ? undefined : (result as JsonObject | undefined);
  for (const step of steps) {
    if (Array.isArray(value)) value = (value as readonly JsonValue[])[Number(step)];
    else value = isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  if (value !== undefined) return value;
  const known = [...state.results.keys()].map((one) => `${one}.id`).join(", ");
  state.problems.push({
    code: "reference_not_found",
    path,
    variant: "batch",
    params: { reference, ...(known === "" ? {} : { known }) },
    got: { $ref: reference },
  });
  return null;
}
