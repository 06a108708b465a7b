import type { Value } from "@dougong/expression";
import type { Catalogue, Entity, Field } from "@dougong/fields";
import { isSystemField, type JsonValue, nearest, type Problem, pointer } from "@dougong/model";
import { coerceLines } from "./coerce-lines.ts";
import { type GivenLines, isEmpty, rowsOf, type Step, withProblems } from "./write.ts";

/** Reads every member of the body by its field's type; all faults are collected, none stops the rest. */
export const coerce: Step = (write) => {
  const problems: Problem[] = [];
  const values: Record<string, Value> = {};
  const lines: Record<string, GivenLines> = {};
  const system: Record<string, JsonValue> = {};
  const { catalogue } = write.context;
  for (const [name, value] of Object.entries(write.input)) {
    if (value === undefined) continue;
    const path = `${write.at}${pointer(name)}`;
    const field = write.entity.fields.get(name);
    if (isSystemField(name)) system[name] = value;
    else if (field === undefined) problems.push(unknownField(name, path, write.entity));
    else if (field.model.computed) problems.push(readOnly(field, path));
    else if (isLines(field)) {
      const rows = rowEntity(catalogue, field);
      const before = write.before === null ? [] : rowsOf(write.before, name);
      lines[name] = coerceLines(
        value,
        { catalogue, field, rows, path, operation: write.operation, before },
        problems,
      );
    } else {
      const coerced = coerceValue(value, { field, path, catalogue }, problems, write.before?.[name]);
      if (coerced !== undefined) values[name] = coerced;
    }
  }
  return withProblems({ ...write, given: { values, lines, system } }, problems);
};

interface ValuePlace {
  readonly field: Field;
  readonly path: string;
  readonly catalogue: Catalogue;
}

/** A value in contract form; undefined where it has problems, which are added to the list. `current` is the stored one. */
export function coerceValue(
  value: JsonValue,
  { field, path, catalogue }: ValuePlace,
  problems: Problem[],
  current: Value | undefined,
): Value | undefined {
  if (isEmpty(value)) return null;
  const target = field.to === null ? undefined : catalogue.entities.get(field.to);
  const place = {
    path,
    label: field.label,
    ...(target === undefined ? {} : { target: { id: target.id, label: target.label } }),
    from: "input" as const,
    ...(current === undefined ? {} : { current }),
  };
  const coerced = field.model.coerce(value, field.document, place);
  if ("value" in coerced) return coerced.value === "" ? null : coerced.value;
  problems.push(...coerced.problems);
  return undefined;
}

export function unknownField(name: string, path: string, entity: Entity): Problem {
  const near = nearest(name, [...entity.fields.keys()]);
  return { code: "unknown_field", path, params: { name, ...(near === undefined ? {} : { nearest: near }) } };
}

export function readOnly(field: Field, path: string): Problem {
  return { code: "read_only_field", path, params: { label: field.label, name: field.id } };
}

export function isLines(field: Field): boolean {
  return field.type.kind === "rows";
}

/** The entity of a lines field's rows. */
export function rowEntity(catalogue: Catalogue, field: Field): Entity {
  const entity = field.to === null ? undefined : catalogue.entities.get(field.to);
  if (entity === undefined) throw new RangeError(`${field.id} is no lines field of this catalogue`);
  return entity;
}
