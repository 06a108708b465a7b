import { type Fragment, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { actorAccess } from "../query/access/actor-access.ts";
import { collationOf } from "../query/lower/collation.ts";
import { createFrame } from "../query/lower/create-frame.ts";
import { getStatement } from "../query/record/get-statement.ts";
import { resolveSelection } from "../query/resolve/select-paths.ts";
import type { RecordEngine } from "./parts.ts";
import type { WriteContext } from "./record-service.ts";

/** The record as the writer may see it, by the read compiler: what a write answers. One row with `body`. */
export function answerOf(engine: RecordEngine, context: WriteContext, entity: Entity, id: string, now: string): Fragment {
  const { actor, catalogue, settings } = context;
  const access = actorAccess(actor);
  const { selection } = resolveSelection({ catalogue, access }, entity, undefined, undefined);
  const compiler = { schema: engine.schema, storages: engine.storages };
  const request = { now, timeZone: settings.timeZone, collation: collationOf(settings.locale) };
  const frame = createFrame(compiler, { actor, catalogue, settings, now: new Date(now) }, access, request);
  return sql`select g.body from (${getStatement(frame, selection, id)}) as g`;
}
