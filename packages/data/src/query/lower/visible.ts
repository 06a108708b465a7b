import { type Fragment, raw, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { fullAccess } from "../access/entity-access.ts";
import { columnAlias } from "./alias.ts";
import type { Frame, Trash } from "./frame.ts";
import { rootAt } from "./place.ts";
import { columnOf, tableOf } from "./table.ts";

/**
 * The condition under which the reader sees the record at an alias: it is not in the trash and their grants
 * match it. Owned rows are seen with their owner.
 */
export function isVisible(frame: Frame, entity: Entity, alias: string, trash: Trash): Fragment {
  if (entity.owner !== null) return ownerIsVisible(frame, entity.owner.entity, alias, trash);
  const side =
    trash === "live"
      ? sql`${columnOf(alias, "_deleted_at")} is null`
      : sql`${columnOf(alias, "_deleted_at")} is not null`;
  const granted = isGranted(frame, entity, alias);
  return granted === null ? side : sql`${side} and ${granted}`;
}

function ownerIsVisible(frame: Frame, ownerId: string, alias: string, trash: Trash): Fragment {
  const owner = frame.catalogue.entities.get(ownerId);
  if (owner === undefined) return raw("false");
  const above = frame.nextAlias();
  return sql`exists (select from ${tableOf(frame, owner)} as ${columnAlias(above)} where ${columnOf(above, "id")} = ${columnOf(alias, "_parent")} and ${isVisible(frame, owner, above, trash)})`;
}

/** The grants' condition, or null where they take in every record. */
function isGranted(frame: Frame, entity: Entity, alias: string): Fragment | null {
  const { read } = frame.access.of(entity);
  if (read === "all") return null;
  if (read === "none") return raw("false");
  // A grant is judged by the record as it is, not by what the reader may see of it.
  const judge: Frame = { ...frame, access: fullAccess };
  const own = rootAt(judge, entity, alias);
  const condition = judge.condition(judge, own, read);
  if (own.joins().length === 0) return sql`(${condition})`;
  const inner = rootAt(judge, entity, frame.nextAlias());
  const inside = judge.condition(judge, inner, read);
  return sql`exists (select from ${tableOf(frame, entity)} as ${columnAlias(inner.alias)}${inner.joins()} where ${columnOf(inner.alias, "id")} = ${columnOf(alias, "id")} and (${inside}))`;
}
