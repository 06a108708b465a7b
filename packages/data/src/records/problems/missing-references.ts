import { identifier, sql, toQuery } from "@dougong/expression";
import type { Problem } from "@dougong/model";
import type pg from "pg";
import { fits } from "../locks/choices.ts";
import type { NewReference } from "../locks/references.ts";
import type { RecordTables } from "../statements/columns.ts";

/** Which of the references point to nothing, or into the trash: one problem at each place. Reads only. */
export async function missingReferences(
  pool: pg.Pool,
  tables: RecordTables,
  references: readonly NewReference[],
): Promise<readonly Problem[]> {
  const targets = [...new Set(references.map((reference) => reference.target))];
  const found = new Set<string>();
  for (const target of targets) {
    const ids = [...new Set(references.filter((one) => one.target === target).map((one) => one.id))];
    const table = identifier(tables.schema, target.replace(".", "__")).join("");
    const rows = await pool.query<{ id: string }>(
      `select "id"::text as id from ${table} where "id" = any($1::uuid[]) and "_deleted_at" is null`,
      [ids],
    );
    for (const row of rows.rows) found.add(`${target}/${row.id}`);
  }
  const missing = references.filter((one) => !found.has(`${one.target}/${one.id}`));
  for (const one of references) {
    if (one.choice === undefined || missing.includes(one)) continue;
    const { text, values } = toQuery(sql`select ${fits(tables, one, one.choice)} as ok`);
    const rows = await pool.query<{ ok: boolean | string }>(text, [...values]);
    if (rows.rows[0]?.ok === false) missing.push(one);
  }
  return missing.map((one) => missingReference(tables, one));
}

/** A reference that points to nothing, or into the trash. */
export function missingReference(tables: RecordTables, one: NewReference): Problem {
  const entity = tables.catalogue.entities.get(one.target)?.label ?? one.target;
  return {
    code: "reference_not_found",
    path: one.path,
    params: { label: one.label, entity },
    expected: `${one.target} id`,
    got: one.id,
  };
}
