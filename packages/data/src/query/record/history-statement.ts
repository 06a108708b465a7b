import { type Fragment, identifier, parameter, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { columnAlias } from "../lower/alias.ts";
import type { Frame } from "../lower/frame.ts";
import { columnOf, tableOf } from "../lower/table.ts";

/** One row of the change log; `via` and `changes` are JSON text. */
export interface HistoryRow {
  /** Null in the one row of a record that has no history. */
  readonly version: number | null;
  readonly at: string;
  readonly by: string | null;
  readonly via: string;
  readonly changes: string;
}

/** One row a version, newest first; a single row of nulls where there is no history yet, none where the reader does not see the record. `before` is a version; one row more than `limit` says that there is more. */
export function historyStatement(
  frame: Frame,
  entity: Entity,
  id: string,
  page: { readonly before: string | null; readonly limit: number | undefined },
): Fragment {
  const record = frame.nextAlias();
  const at = frame.storages.datetime?.toJson(sql`c.at`, { id: "at", type: "datetime" }) ?? sql`c.at::text`;
  const before = page.before === null ? [] : sql` and c.version < ${parameter(page.before, "int")}`;
  const limit = page.limit === undefined ? [] : sql` limit ${parameter(String(page.limit + 1), "int")}`;
  return sql`select c.version, ${at} as at, c.by, c.via::text as via, c.changes::text as changes from ${tableOf(frame, entity)} as ${columnAlias(record)} left join ${identifier(frame.schema, "_change")} as c on c.entity = ${parameter(entity.id, "text")} and c.record = ${columnOf(record, "id")} and not c.computed${before} where ${columnOf(record, "id")} = ${parameter(id, "uuid")} and ${frame.visible(frame, entity, record, "live")} order by c.version desc, c.pos desc${limit}`;
}
