import type { Value } from "@dougong/expression";
import type { Catalogue, Entity, Field } from "@dougong/fields";
import { type JsonValue, nearest, type Problem } from "@dougong/model";
import { isEmpty } from "./write.ts";

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
