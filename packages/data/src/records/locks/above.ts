import { arrayParameter, type Fragment, identifier, join, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { affectedCopies, affectedSums } from "../../schema/tables/affected.ts";
import { type RecordTables, tableOf } from "../statements/columns.ts";
import { linesOf } from "../statements/rows.ts";

/** Records of one entity that a write changes in passing: by ids, or by SELECTs of their ids. */
export interface Passed {
  readonly ids: Set<string>;
  readonly selects: Fragment[];
}

/** What a write is about to touch. */
export interface Root {
  readonly entity: Entity;
  /** Records that are there: whatever they point to now is meant. */
  readonly ids: readonly string[];
  /** Where references of the record or its rows will point. */
  readonly references: readonly { readonly source?: string; readonly target: string; readonly id: string }[];
  /** Columns of the record that may change; all where that is not known. */
  readonly columns?: ReadonlySet<string>;
}

/**
 * The records above a write whose sums its triggers will change, over all levels: they are held before the write's
 * own records, so that no two writes wait for each other in a circle. By entity.
 */
export function passedBy(tables: RecordTables, roots: readonly Root[]): ReadonlyMap<string, Passed> {
  const passed = new Map<string, Passed>();
  for (const { entity, ids, references, columns } of roots) {
    const here = ids.length === 0 ? null : sql`select unnest(${arrayParameter([...ids], "uuid")})`;
    climb(tables, passed, entity, here, references, new Set([entity.id]));
    if (here !== null) descend(tables, passed, entity, here, columns, new Set([entity.id]));
    for (const rows of linesOf(tables, entity).values()) {
      const own =
        here === null
          ? null
          : sql`select l."id" from ${tableOf(tables, rows)} as l where l."_parent" in (${here})`;
      climb(tables, passed, rows, own, references, new Set([entity.id, rows.id]));
    }
  }
  return passed;
}

/** Copies of the records are brought up to date below them: what those are summed up in changes, too. */
function descend(
  tables: RecordTables,
  passed: Map<string, Passed>,
  from: Entity,
  here: Fragment,
  columns: ReadonlySet<string> | undefined,
  seen: ReadonlySet<string>,
): void {
  for (const copies of affectedCopies(tables, from)) {
    const { entity, via } = copies;
    if (seen.has(entity.id) || !copies.columns.some((one) => mayChange(from, one.source, columns))) continue;
    const below = sql`select c."id" from ${tableOf(tables, entity)} as c where ${identifier("c", via)} in (${here})`;
    const next = new Set([...seen, entity.id]);
    climb(tables, passed, entity, below, [], next);
    descend(tables, passed, entity, below, undefined, next);
  }
}

/** A plain column changes when it is written; a computed one may whenever anything is. */
function mayChange(entity: Entity, column: string, columns: ReadonlySet<string> | undefined): boolean {
  if (columns === undefined || columns.has(column)) return true;
  return columns.size > 0 && entity.derived.columns.some((one) => one.name === column);
}

function climb(
  tables: RecordTables,
  passed: Map<string, Passed>,
  from: Entity,
  here: Fragment | null,
  references: Root["references"],
  seen: ReadonlySet<string>,
): void {
  for (const { entity, match } of affectedSums(tables, from)) {
    const [tie] = match;
    if (match.length !== 1 || tie?.own !== "id" || seen.has(entity.id)) continue;
    const ids = references
      .filter((one) => one.target === entity.id && (one.source ?? from.id) === from.id)
      .map((one) => one.id);
    const old =
      here === null
        ? []
        : [
            sql`select s.${identifier(tie.other)} from ${tableOf(tables, from)} as s where s."id" in (${here})`,
          ];
    if (ids.length + old.length === 0) continue;
    const entry = passed.get(entity.id) ?? { ids: new Set<string>(), selects: [] };
    passed.set(entity.id, entry);
    for (const id of ids) entry.ids.add(id);
    entry.selects.push(...old);
    const given = ids.length === 0 ? [] : [sql`select unnest(${arrayParameter(ids, "uuid")})`];
    climb(tables, passed, entity, join([...given, ...old], " union "), [], new Set([...seen, entity.id]));
  }
}

/** A condition on alias `t` that takes in all of them. */
export function isPassed({ ids, selects }: Passed): Fragment {
  const given = sql`select unnest(${arrayParameter([...ids].sort(), "uuid")})`;
  return sql`t."id" = any(array(${join([given, ...selects], " union ")}))`;
}
