import { type Catalogue, type Entity, fieldOf } from "@dougong/fields";
import { nearest, type Problem, pointer } from "@dougong/model";
import type { SeedRow } from "./seed-row.ts";

/**
 * What is wrong with a seed before any row of it is written: names, keys and references. Values are judged
 * when they are written.
 */
export function seedProblems(
  catalogue: Catalogue,
  app: string,
  rows: readonly SeedRow[],
  known: ReadonlySet<string>,
): readonly Problem[] {
  const keys = new Set(rows.flatMap((row) => (row.key === null ? [] : [row.key])));
  const seen = new Set<string>();
  const toldEntities = new Set<string>();
  return rows.flatMap((row) => {
    const problems: Problem[] = [];
    const entity = catalogue.entities.get(row.entity);
    if (!toldEntities.has(row.entity)) problems.push(...entityProblems(catalogue, app, row.entity, entity));
    toldEntities.add(row.entity);
    if (row.key !== null && seen.has(row.key))
      problems.push({
        code: "not_unique",
        path: `${row.path}/$key`,
        params: { label: "$key" },
        got: row.key,
      });
    if (row.key !== null) seen.add(row.key);
    for (const { key, path } of row.references) {
      if (!keys.has(key) && !known.has(key))
        problems.push({
          code: "reference_not_found",
          path: `${row.path}${path}`,
          params: { label: "$ref", name: key },
          got: key,
        });
    }
    return [...problems, ...(entity === undefined ? [] : fieldProblems(entity, row))];
  });
}

function entityProblems(
  catalogue: Catalogue,
  app: string,
  name: string,
  entity: Entity | undefined,
): readonly Problem[] {
  const path = pointer("seed", name);
  if (entity === undefined) {
    const near = nearest(name, [...catalogue.entities.keys()]);
    return [
      {
        code: "unknown_document",
        path,
        params: { kind: "entity", name, ...(near === undefined ? {} : { nearest: near }) },
        got: name,
      },
    ];
  }
  if (entity.owner !== null)
    return [
      { code: "owned_entity", path, params: { entity: entity.label, owner: entity.owner.entity }, got: name },
    ];
  // Rows of another app are that app's affair.
  return entity.app === app
    ? []
    : [{ code: "unknown_document", path, params: { kind: "entity", name }, got: name }];
}

function fieldProblems(entity: Entity, row: SeedRow): readonly Problem[] {
  return Object.keys(row.values).flatMap((name) => {
    if (fieldOf(entity, name) !== undefined) return [];
    const near = nearest(name, [...entity.fields.keys()]);
    return [
      {
        code: "unknown_field" as const,
        path: `${row.path}${pointer(name)}`,
        params: { name, ...(near === undefined ? {} : { nearest: near }) },
        got: name,
      },
    ];
  });
}
