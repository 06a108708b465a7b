import { type Catalogue, type Entity, type Field, fieldOf, systemFieldsOf } from "@dougong/fields";
import { isSystemField, nearest, type Problem, ProblemError, pointer } from "@dougong/model";
import type { ImportColumn } from "./import-column.ts";

type Target = Pick<ImportColumn, "field" | "by"> | null;

function unknown(name: string, entity: Entity): Omit<Problem, "path"> {
  const proposal = nearest(name, [...entity.fields.keys(), ...Object.keys(systemFieldsOf(entity))]);
  return {
    code: "unknown_field",
    params: { name, ...(proposal === undefined ? {} : { nearest: proposal }) },
    got: name,
  };
}

/** The field that a mapping's path means; null for one that is read-only and so passed over. */
function targetOf(
  catalogue: Catalogue,
  entity: Entity,
  path: string,
): { readonly target: Target } | { readonly problem: Omit<Problem, "path"> } {
  const [name = "", ...rest] = path.split(".");
  const field = entity.fields.get(name);
  if (field === undefined)
    return isSystemField(name) && rest.length === 0 ? { target: null } : { problem: unknown(name, entity) };
  if (field.document.type === "lines" || rest.length > 1)
    return { problem: { code: "unsupported_kind", params: { name: path }, got: path } };
  if (rest.length === 0) return { target: field.model.computed ? null : { field, by: null } };
  return followed(catalogue, entity, field, rest[0] ?? "");
}

function followed(
  catalogue: Catalogue,
  entity: Entity,
  field: Field,
  name: string,
): ReturnType<typeof targetOf> {
  const to = field.to === null ? undefined : catalogue.entities.get(field.to);
  if (to === undefined) return { problem: unknown(`${field.id}.${name}`, entity) };
  const by: Field | undefined = fieldOf(to, name);
  if (by === undefined) return { problem: unknown(name, to) };
  return { target: { field, by: { entity: to, field: by } } };
}

function checkMapping(catalogue: Catalogue, entity: Entity, mapping: Readonly<Record<string, string>>) {
  const problems: Problem[] = [];
  const targets = new Map<string, Target>();
  const filled = new Map<string, string>();
  for (const [heading, path] of Object.entries(mapping)) {
    const found = targetOf(catalogue, entity, path);
    const place = `/options${pointer("mapping", heading)}`;
    if ("problem" in found) problems.push({ ...found.problem, path: place });
    else targets.set(heading.trim(), found.target);
    if (!("target" in found) || found.target === null) continue;
    const other = filled.get(found.target.field.id);
    if (other !== undefined)
      problems.push({
        code: "ambiguous",
        path: place,
        params: { name: found.target.field.id },
        expected: "one column for each field",
        got: path,
      });
    filled.set(found.target.field.id, heading);
  }
  return { problems, targets };
}

/** @throws ProblemError with all faults of the mapping that do not need the file */
export function refuseMapping(
  catalogue: Catalogue,
  entity: Entity,
  mapping: Readonly<Record<string, string>>,
): void {
  const { problems } = checkMapping(catalogue, entity, mapping);
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
}

/**
 * The columns that fill something, in the file's order.
 *
 * @throws ProblemError `validation_failed` where a mapped heading is not in the file, or stands there twice
 */
export function resolveMapping(
  catalogue: Catalogue,
  entity: Entity,
  mapping: Readonly<Record<string, string>>,
  header: readonly string[],
): readonly ImportColumn[] {
  const { problems, targets } = checkMapping(catalogue, entity, mapping);
  const columns: ImportColumn[] = [];
  for (const [heading, target] of targets) {
    const places = header.flatMap((cell, index) => (cell === heading ? [index] : []));
    const [index] = places;
    const path = `/options${pointer("mapping", heading)}`;
    if (index === undefined) {
      const proposal = nearest(heading, header);
      problems.push({
        code: "unknown_field",
        path,
        params: { name: heading, ...(proposal === undefined ? {} : { nearest: proposal }) },
        expected: header.slice(0, 100),
        got: heading,
      });
    } else if (places.length > 1) {
      problems.push({ code: "ambiguous", path, params: { name: heading }, got: heading });
    } else if (target !== null) {
      columns.push({ heading, index, ...target });
    }
  }
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
  return columns.sort((a, b) => a.index - b.index);
}
