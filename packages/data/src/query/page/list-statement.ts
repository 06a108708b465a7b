import { type Fragment, join, raw, sql } from "@dougong/expression";
import { columnAlias } from "../lower/alias.ts";
import type { Frame } from "../lower/frame.ts";
import { type Root, rootAt } from "../lower/place.ts";
import { memberColumns } from "../lower/record-json.ts";
import { columnOf, tableOf } from "../lower/table.ts";
import type { Selection } from "../resolve/selection.ts";
import { afterPosition, type Position } from "./keyset.ts";
import { orderItem, type SortKey } from "./sort-key.ts";

/** One page, ready to be put into SQL. */
export interface PagePlan {
  /** The records asked for, with the joins that filter, search and sort came to need. */
  readonly root: Root;
  readonly conditions: readonly Fragment[];
  readonly keys: readonly SortKey[];
  /** Direction of the id that breaks ties: that of the last key. */
  readonly idDescending: boolean;
  readonly after: Position | null;
  readonly limit: number;
  readonly selection: Selection;
  readonly count: "none" | "exact" | "estimate";
}

/** An estimate counts no further. */
export const estimateLimit = 10_000;

/**
 * One statement for a page: `data` is the JSON array as text, `last` the sort keys and the id of its last record
 * where another page follows, `count` the number asked for.
 *
 * Rows are filtered, sorted and limited in the innermost query; only the page is joined and formatted.
 */
export function listStatement(frame: Frame, plan: PagePlan): Fragment {
  const page = rootAt(frame, plan.root.entity, frame.nextAlias());
  const alias = columnAlias(page.alias);
  const columns = memberColumns(frame, page, plan.selection);
  const limit = raw(String(plan.limit));
  const data = sql`select coalesce('[' || string_agg(row_to_json(o)::text, ',' order by ${columnOf(page.alias, "_n")}) || ']', '[]') from page as ${alias}${page.joins()}, lateral (${columns}) as o where ${columnOf(page.alias, "_n")} <= ${limit}`;
  const last = join([...plan.keys.map((_, index) => raw(`l._k${index}::text`)), raw("l.id::text")]);
  const next = sql`select array[${last}] from page as l where l._n = ${limit} and exists (select from page as m where m._n > ${limit})`;
  return sql`with page as materialized (${pageRows(frame, plan)}) select (${data}) as data, (${next}) as last${countColumn(frame, plan)}`;
}

/** The records of the page and one more, numbered in their order. */
function pageRows(frame: Frame, plan: PagePlan): Fragment {
  const order = (values: readonly Fragment[]) =>
    join([
      ...plan.keys.map((key, index) => orderItem(values[index] ?? [], key)),
      [...(values.at(-1) ?? []), plan.idDescending ? " desc" : ""],
    ]);
  const inside = order([...plan.keys.map((key) => key.value), columnOf(plan.root.alias, "id")]);
  const outside = order([...plan.keys.map((_, index) => raw(`u._k${index}`)), raw("u.id")]);
  const limit = raw(String(plan.limit + 1));
  const columns = join([
    raw(`"${plan.root.alias}".*`),
    ...plan.keys.map((key, index) => sql`${key.value} as ${raw(`_k${index}`)}`),
  ]);
  const branches =
    plan.after === null
      ? [[]]
      : afterPosition(plan.keys, columnOf(plan.root.alias, "id"), plan.idDescending, plan.after).map(
          (one) => [one],
        );
  const selects = branches.map(
    (more) => sql`(select ${columns} ${matching(frame, plan, more)} order by ${inside} limit ${limit})`,
  );
  return sql`select u.*, row_number() over (order by ${outside}) as _n from (${join(selects, " union all ")}) as u order by ${outside} limit ${limit}`;
}

function matching(frame: Frame, plan: PagePlan, more: readonly Fragment[]): Fragment {
  return sql`from ${tableOf(frame, plan.root.entity)} as ${columnAlias(plan.root.alias)}${plan.root.joins()} where ${join([...plan.conditions, ...more], " and ")}`;
}

function countColumn(frame: Frame, plan: PagePlan): Fragment {
  if (plan.count === "none") return [];
  if (plan.count === "exact") return sql`, (select count(*) ${matching(frame, plan, [])}) as count`;
  return sql`, (select count(*) from (select ${matching(frame, plan, [])} limit ${raw(String(estimateLimit + 1))}) as c) as count`;
}
