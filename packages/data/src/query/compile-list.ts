import type { Fragment } from "@dougong/expression";
import type { Query } from "@dougong/model";
import type { Access } from "./access/entity-access.ts";
import { createFrame } from "./lower/create-frame.ts";
import type { QueryCompiler } from "./lower/frame.ts";
import type { Cursor } from "./page/cursor.ts";
import { listStatement } from "./page/list-statement.ts";
import { planPage } from "./plan/plan-page.ts";
import type { ReadContext } from "./query-service.ts";
import { resolveQuery } from "./resolve/resolve-query.ts";
import { filled, slots } from "./template/slots.ts";

/** A list's one statement, and what the cursor to its next page holds beside the position. */
export interface CompiledList {
  readonly statement: Fragment;
  readonly count: "none" | "exact" | "estimate";
  readonly position: Omit<Cursor, "keys" | "id">;
}

/**
 * The page's statement, ready to run.
 *
 * @throws ProblemError `not_found`, `forbidden`, `validation_failed` with all problems of the query
 */
export function compileList(
  compiler: QueryCompiler,
  context: ReadContext,
  access: Access,
  cursorSecret: string,
  query: Query,
): CompiledList {
  const { statement, count, position } = compileListTemplate(compiler, context, access, cursorSecret, query);
  const now = position.now === slots.now ? context.now.toISOString() : position.now;
  return { statement: filled(statement, { now }), count, position: { ...position, now } };
}

/**
 * The stages of a read, one after the other: names are resolved as the reader sees them, conditions and sort keys
 * planned, expressions lowered, and the page put around them. The instant stands in a slot, except in the position
 * where a cursor brings it along.
 *
 * @throws ProblemError `not_found`, `forbidden`, `validation_failed` with all problems of the query
 */
export function compileListTemplate(
  compiler: QueryCompiler,
  context: Omit<ReadContext, "now">,
  access: Access,
  cursorSecret: string,
  query: Query,
): CompiledList {
  const view = { catalogue: context.catalogue, access, timeZone: context.settings.timeZone, cursorSecret };
  const resolved = resolveQuery(view, query);
  // All pages of a walk share the instant and the zone of the first.
  const timeZone = resolved.cursor?.timeZone ?? resolved.timeZone;
  const frame = createFrame(compiler, context, access, { now: slots.now, timeZone });
  const { plan, fingerprint } = planPage(frame, query, resolved);
  return {
    statement: listStatement(frame, plan),
    count: resolved.count,
    position: { fingerprint, now: resolved.cursor?.now ?? slots.now, timeZone },
  };
}
