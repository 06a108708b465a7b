import { type Fragment, parameter, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { actorAccess } from "../access/actor-access.ts";
import type { Access } from "../access/entity-access.ts";
import { columnAlias } from "../lower/alias.ts";
import { createFrame } from "../lower/create-frame.ts";
import type { QueryCompiler } from "../lower/frame.ts";
import { columnOf, tableOf } from "../lower/table.ts";
import type { ReadContext } from "../query-service.ts";

/** A SELECT of one row where the reader sees the record, of none otherwise. */
export function visibleRecord(
  compiler: QueryCompiler,
  context: ReadContext,
  entity: Entity,
  id: string,
  access: Access = actorAccess(context.actor),
): Fragment {
  const frame = createFrame(compiler, context, access, {
    now: context.now.toISOString(),
    timeZone: context.settings.timeZone,
  });
  const record = frame.nextAlias();
  return sql`select 1 from ${tableOf(frame, entity)} as ${columnAlias(record)} where ${columnOf(record, "id")} = ${parameter(id, "uuid")} and ${frame.visible(frame, entity, record, "live")}`;
}
