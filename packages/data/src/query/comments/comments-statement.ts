import { type Fragment, identifier, parameter, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { commentJson } from "../../records/comments/comment-json.ts";
import { columnAlias } from "../lower/alias.ts";
import type { Frame } from "../lower/frame.ts";
import { columnOf, tableOf } from "../lower/table.ts";

/** One row of a page of comments; both null where a record that is seen has none. */
export interface CommentRow {
  /** Its place among all comments. */
  readonly pos: string | null;
  readonly body: string | null;
}

/** Comments of a record, the newest last, after one of them; no row where the reader does not see the record. */
export function commentsStatement(
  frame: Frame,
  entity: Entity,
  id: string,
  page: { readonly after: string | null; readonly limit: number },
): Fragment {
  const record = frame.nextAlias();
  const whose = sql`c.entity = ${parameter(entity.id, "text")} and c.record = ${columnOf(record, "id")}`;
  const after = page.after === null ? [] : sql` and c.pos > ${parameter(page.after, "bigint")}`;
  const limit = parameter(String(page.limit + 1), "int");
  const said = sql`select c.pos, ${commentJson(frame.storages, "c")}::text as body from ${identifier(frame.schema, "_comment")} as c where ${whose}${after} order by c.pos limit ${limit}`;
  return sql`select s.pos, s.body from ${tableOf(frame, entity)} as ${columnAlias(record)} left join lateral (${said}) as s on true where ${columnOf(record, "id")} = ${parameter(id, "uuid")} and ${frame.visible(frame, entity, record, "live")} order by s.pos`;
}
