import { type Fragment, identifier, parameter, sql } from "@dougong/expression";
import { columnAlias } from "../lower/alias.ts";
import type { Frame } from "../lower/frame.ts";
import { columnOf, tableOf } from "../lower/table.ts";
import type { Selection } from "../resolve/selection.ts";
import { asOfJson } from "./as-of-json.ts";

/** `body` of a record as it was at a version, where the reader sees the record today; no row otherwise. */
export function asOfStatement(frame: Frame, selection: Selection, id: string, version: number): Fragment {
  const { entity } = selection;
  const now = frame.nextAlias();
  const body = asOfJson(frame, sql`c.row`, selection);
  const seen = sql`exists (select from ${tableOf(frame, entity)} as ${columnAlias(now)} where ${columnOf(now, "id")} = c.record and ${frame.visible(frame, entity, now, "live")})`;
  return sql`select ${body}::text as body from ${identifier(frame.schema, "_change")} as c where c.entity = ${parameter(entity.id, "text")} and c.record = ${parameter(id, "uuid")} and c.version = ${parameter(String(version), "int")} and not c.computed and c.row is not null and ${seen} order by c.pos desc limit 1`;
}
