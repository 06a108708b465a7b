import { type Fragment, identifier } from "@dougong/expression";
import type { Catalogue, Entity, FieldStorage } from "@dougong/fields";
import { tableName } from "./names.ts";

/** What the building of tables knows besides the entity. */
export interface TableContext {
  /** Schema name, `ws_main`. */
  readonly schema: string;
  readonly catalogue: Catalogue;
  readonly storages: Readonly<Record<string, FieldStorage>>;
  /** The workspace's zone: what `DATE(datetime)` means in a stored formula. */
  readonly timeZone: string;
  /** What text is sorted by, quoted. */
  readonly collation: Fragment;
}

/** `"ws_main"."crm__order"` */
export function qualifiedTable(context: Pick<TableContext, "schema">, entity: Entity | string): Fragment {
  return identifier(context.schema, tableName(typeof entity === "string" ? entity : entity.id));
}
