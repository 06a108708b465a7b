import type { Checked } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { columns } from "./columns.ts";
import { computeTrigger } from "./compute-trigger.ts";
import { consequences } from "./consequences.ts";
import { exclusions } from "./exclusions.ts";
import { fileHolders } from "./file-holders.ts";
import { indexes } from "./indexes.ts";
import { invariants } from "./invariants.ts";
import { links } from "./links.ts";
import { tableName } from "./names.ts";
import { references } from "./references.ts";
import { refreshDerived } from "./refresh-derived.ts";
import { searchIndex } from "./search-column.ts";
import type { TableContext } from "./table-context.ts";
import type { TableModel } from "./table-model.ts";
import { trashedRows } from "./trashed-rows.ts";
import { tree } from "./tree.ts";
import { uniqueIndexes } from "./unique-indexes.ts";

/**
 * The table of an entity with all that keeps it right.
 *
 * @param conditions the checked `where` of each of the entity's `unique`, in order
 */
export function buildTable(
  context: TableContext,
  entity: Entity,
  conditions: readonly (Checked | null)[],
): TableModel {
  return {
    name: tableName(entity.id),
    entity: entity.id,
    columns: columns(context, entity),
    objects: [
      ...computeTrigger(context, entity),
      ...consequences(context, entity),
      ...references(context, entity),
      ...links(context, entity),
      ...trashedRows(context, entity),
      ...tree(context, entity),
      ...exclusions(context, entity),
      ...fileHolders(context, entity),
      ...uniqueIndexes(context, entity, conditions),
      ...indexes(context, entity),
      ...searchIndex(context, entity),
      ...invariants(context, entity),
    ],
    refresh: refreshDerived(context, entity),
  };
}
