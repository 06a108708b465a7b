import type { Entity } from "@dougong/fields";
import type { TableContext } from "./table-context.ts";

/**
 * How a record is held while a copy of it is read: shared, or, where the reader's own rows are summed up there, as
 * its later update will: a share that is raised deadlocks with its like.
 *
 * @param via the column of `entity` that points to a record of `target`
 */
export function parentLock(
  context: Pick<TableContext, "catalogue">,
  entity: Entity,
  via: string,
  target: string,
): "for share" | "for no key update" {
  const columns = context.catalogue.entities.get(target)?.derived.columns ?? [];
  const isSummed = columns.some(
    (column) =>
      column.kind === "aggregate" &&
      column.over.entity === entity.id &&
      column.over.match.some((tie) => tie.own === "id" && tie.other === via),
  );
  return isSummed ? "for no key update" : "for share";
}
