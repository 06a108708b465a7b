import { arrayParameter, type Fragment, identifier, parameter, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { columnAlias } from "../lower/alias.ts";
import type { Frame } from "../lower/frame.ts";
import { columnOf, tableOf } from "../lower/table.ts";

/** One row of the change log; `via` and `changes` are JSON text. */
export interface ChangeRow {
  readonly seq: string;
  readonly entity: string;
  readonly record: string;
  readonly version: number;
  readonly op: "create" | "update" | "delete" | "restore";
  readonly at: string;
  readonly by: string | null;
  readonly via: string;
  readonly changes: string;
  readonly computed: boolean;
}

/** Numbered changes of some entities after a number, in order. */
export function changesStatement(
  frame: Frame,
  entities: readonly Entity[],
  since: number,
  limit: number,
): Fragment {
  const ids = arrayParameter(
    entities.map((entity) => entity.id),
    "text",
  );
  const at = frame.storages.datetime?.toJson(sql`c.at`, { id: "at", type: "datetime" }) ?? sql`c.at::text`;
  return sql`select c.seq, c.entity, c.record, c.version, c.op, ${at} as at, c.by, c.via::text as via, c.changes::text as changes, c.computed from ${identifier(frame.schema, "_change")} as c where c.seq > ${parameter(String(since), "bigint")} and c.entity = any(${ids}) order by c.seq limit ${[String(limit)]}`;
}

/** Which of an entity's records the reader sees, those in the trash among them. */
export function seenStatement(frame: Frame, entity: Entity, ids: readonly string[]): Fragment {
  const alias = frame.nextAlias();
  const seen = (["live", "trashed"] as const).map((side) => frame.visible(frame, entity, alias, side));
  return sql`select ${columnOf(alias, "id")} as id from ${tableOf(frame, entity)} as ${columnAlias(alias)} where ${columnOf(alias, "id")} = any(${arrayParameter(ids, "uuid")}) and ((${seen[0] ?? []}) or (${seen[1] ?? []}))`;
}
