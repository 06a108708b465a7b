import {
  type Checked,
  type Fragment,
  identifier,
  join,
  lowerTruth,
  sql,
  toLiteralText,
} from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import type { UniqueDocument } from "@dougong/model";
import { objectName, shortHash, tableName } from "./names.ts";
import { rowEnvironment } from "./row-environment.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";
import type { ObjectModel } from "./table-model.ts";

/** Stable over revisions as long as fields, condition and the treatment of nulls are the same. */
export function uniqueName(entity: Entity, unique: UniqueDocument): string {
  const { fields, where = null, nulls = "distinct" } = unique;
  return objectName(tableName(entity.id), "uq", shortHash(JSON.stringify([fields, where, nulls])));
}

/** `unique` as partial unique indexes over what is not in the trash. `conditions` are the checked `where`s, in order. */
export function uniqueIndexes(
  context: TableContext,
  entity: Entity,
  conditions: readonly (Checked | null)[],
): readonly ObjectModel[] {
  return (entity.document.unique ?? []).map((unique, index) => {
    const name = uniqueName(entity, unique);
    const condition = conditions[index] ?? null;
    const columns = join(unique.fields.map((field) => identifier(field)));
    const nulls = unique.nulls === "equal" ? " nulls not distinct" : "";
    const where = whereOf(context, entity, condition, null);
    const create = sql`create unique index ${identifier(name)} on ${qualifiedTable(context, entity)} (${columns})${[nulls]} where ${where}`;
    return {
      kind: "unique",
      name,
      target: `entity:${entity.document.id}/unique/${index}`,
      create: toLiteralText(create),
      drop: toLiteralText(sql`drop index ${identifier(context.schema, name)}`),
      broken: toLiteralText(brokenBy(context, entity, unique, condition)),
    };
  });
}

function whereOf(
  context: TableContext,
  entity: Entity,
  condition: Checked | null,
  row: "r" | "o" | null,
): Fragment {
  const live = liveRow(entity, row);
  if (condition === null) return live;
  return sql`${live} and (${lowerTruth(condition, rowEnvironment(context, row))})`;
}

/** True for what is not in the trash, of rows with their owners. */
export function liveRow(entity: Entity, row: string | null): Fragment {
  const at = row === null ? "" : `${row}.`;
  return [entity.owner === null ? `${at}_deleted_at is null` : `not ${at}_trashed`];
}

/** Another row of the same values, as the index would see it. */
function brokenBy(
  context: TableContext,
  entity: Entity,
  unique: UniqueDocument,
  condition: Checked | null,
): Fragment {
  const same = unique.fields.map((field) =>
    unique.nulls === "equal"
      ? sql`${identifier("r", field)} is not distinct from ${identifier("o", field)}`
      : sql`${identifier("r", field)} = ${identifier("o", field)}`,
  );
  const conditions = [whereOf(context, entity, condition, "o"), ...same];
  const here = whereOf(context, entity, condition, "r");
  return sql`${here} and exists (select 1 from ${qualifiedTable(context, entity)} as o where o.id <> r.id and ${join(conditions, " and ")})`;
}
