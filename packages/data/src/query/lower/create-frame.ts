import { lower, lowerCondition } from "@dougong/expression";
import type { Access } from "../access/entity-access.ts";
import type { ReadContext } from "../query-service.ts";
import { collationOf } from "./collation.ts";
import { environmentAt } from "./environment.ts";
import { aliasSeries, type Frame, type QueryCompiler } from "./frame.ts";
import { isVisible } from "./visible.ts";

/** The frame of one statement. */
export function createFrame(
  compiler: QueryCompiler,
  context: Omit<ReadContext, "now">,
  access: Access,
  request: { readonly now: string; readonly timeZone: string },
): Frame {
  return {
    schema: compiler.schema,
    storages: compiler.storages,
    catalogue: context.catalogue,
    access,
    actor: context.actor,
    collation: collationOf(context.settings.locale),
    workspaceZone: context.settings.timeZone,
    ...request,
    nextAlias: aliasSeries(),
    visible: isVisible,
    expression: (frame, place, checked, rollup = null) => lower(checked, environmentAt(frame, place, rollup)),
    condition: (frame, place, checked) => lowerCondition(checked, environmentAt(frame, place)),
  };
}
