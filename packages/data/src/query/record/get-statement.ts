import { type Fragment, parameter, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { columnAlias } from "../lower/alias.ts";
import type { Frame, Place } from "../lower/frame.ts";
import { fieldNamed } from "../lower/path-value.ts";
import { rootAt } from "../lower/place.ts";
import { recordJson } from "../lower/record-json.ts";
import { columnOf, tableOf } from "../lower/table.ts";
import type { Selection } from "../resolve/selection.ts";

/** `body` and `version` of one record that the reader sees; no row otherwise. */
export function getStatement(frame: Frame, selection: Selection, id: string): Fragment {
  const { entity } = selection;
  const root = rootAt(frame, entity, frame.nextAlias());
  const body = recordJson(frame, root, selection);
  const version = columnOf(versioned(root, entity).alias, "version");
  return sql`select ${body}::text as body, ${version} as version from ${tableOf(frame, entity)} as ${columnAlias(root.alias)}${root.joins()} where ${columnOf(root.alias, "id")} = ${parameter(id, "uuid")} and ${frame.visible(frame, entity, root.alias, "live")}`;
}

/** Rows have their owner's version. */
function versioned(root: Place, entity: Entity): Place {
  return entity.owner === null ? root : root.follow(fieldNamed(entity, "$parent"));
}
