import type { PathStep, Type } from "@dougong/expression";
import { nearest, type Problem } from "@dougong/model";
import type { Catalogue, Entity, Field } from "./catalogue.ts";
import { fieldOf, systemFieldsOf } from "./system-fields.ts";

/** One name of a dotted path with the field that it means. */
export interface ResolvedStep {
  readonly entity: Entity;
  readonly field: Field;
}

export interface ResolvedPath {
  readonly path: string;
  /** `$parent` at the front of a path in rows: the first step is then the owner's. */
  readonly parent: boolean;
  readonly fields: readonly ResolvedStep[];
  /** The same path as the steps of a checked expression. */
  readonly steps: readonly PathStep[];
  readonly type: Type;
  /** True where the path goes through lines, so that it has many values. */
  readonly many: boolean;
}

/**
 * What a dotted path means that stands outside of expressions: in select, sort, columns, search.
 *
 * @example
 * resolvePath(catalogue, order, "customer.name") // { path: { fields: [order.customer, customer.name], type: text } }
 */
export function resolvePath(
  catalogue: Catalogue,
  entity: Entity,
  path: string,
): { readonly path: ResolvedPath } | { readonly problem: Omit<Problem, "path"> } {
  const given = path.split(".");
  const parent = given[0] === "$parent" && entity.owner !== null;
  const names = parent ? given.slice(1) : given;
  let here: Entity | undefined =
    parent && entity.owner !== null ? catalogue.entities.get(entity.owner.entity) : entity;
  const fields: ResolvedStep[] = [];
  let many = false;
  for (const name of names) {
    const field: Field | undefined = here === undefined ? undefined : fieldOf(here, name);
    if (here === undefined || field === undefined) return { problem: unknownName(name, here) };
    fields.push({ entity: here, field });
    if ((field.type.kind === "rows" || field.type.kind === "references") && fields.length < names.length)
      many = true;
    here = field.to === null ? undefined : catalogue.entities.get(field.to);
  }
  const last = fields.at(-1);
  if (last === undefined) return { problem: unknownName(path, entity) };
  const steps = fields.map((step) => ({
    name: step.field.id,
    entity: step.entity.id,
    type: step.field.type,
  }));
  return { path: { path, parent, fields, steps, type: last.field.type, many } };
}

function unknownName(name: string, entity: Entity | undefined): Omit<Problem, "path"> {
  const known =
    entity === undefined ? [] : [...entity.fields.keys(), ...systemFieldsOf(entity).map((field) => field.id)];
  const near = nearest(name, known);
  return {
    code: "unknown_field",
    params: { name, ...(near === undefined ? {} : { nearest: near }) },
    got: name,
  };
}
