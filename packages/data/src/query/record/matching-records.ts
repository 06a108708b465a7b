import { type Fragment, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { type ExpressionSource, ProblemError } from "@dougong/model";
import { actorAccess } from "../access/actor-access.ts";
import type { Access } from "../access/entity-access.ts";
import { columnAlias } from "../lower/alias.ts";
import { createFrame } from "../lower/create-frame.ts";
import type { QueryCompiler } from "../lower/frame.ts";
import { rootAt } from "../lower/place.ts";
import { columnOf, tableOf } from "../lower/table.ts";
import type { ReadContext } from "../query-service.ts";
import { resolveCondition } from "../resolve/condition.ts";
import { namesOf } from "../resolve/names.ts";

/**
 * A SELECT of the ids of all records that the reader sees and a filter finds, held for a change in the order of
 * their ids: one that a concurrent write takes out of the filter is not among them.
 *
 * @throws ProblemError `validation_failed` with what is wrong with the filter
 */
export function matchingRecords(
  compiler: QueryCompiler,
  context: ReadContext,
  entity: Entity,
  filter: ExpressionSource | undefined,
  access: Access = actorAccess(context.actor),
): Fragment {
  const { checked, problems } = resolveCondition(namesOf(context.catalogue, access, entity), filter);
  if (problems.length > 0) throw new ProblemError("validation_failed", problems);
  const frame = createFrame(compiler, context, access, {
    now: context.now.toISOString(),
    timeZone: context.settings.timeZone,
  });
  const root = rootAt(frame, entity, frame.nextAlias());
  const condition = checked === null ? [] : sql` and (${frame.condition(frame, root, checked)})`;
  const alias = columnAlias(root.alias);
  const id = columnOf(root.alias, "id");
  return sql`select ${id} as id from ${tableOf(frame, entity)} as ${alias}${root.joins()} where ${frame.visible(frame, entity, root.alias, "live")}${condition} order by ${id} for no key update of ${alias}`;
}
