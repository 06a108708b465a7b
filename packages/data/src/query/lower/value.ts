import { type Fragment, sql, sqlType } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { fullAccess } from "../access/entity-access.ts";
import type { RecordField } from "../resolve/record-field.ts";
import { columnAlias } from "./alias.ts";
import type { Frame, Place } from "./frame.ts";
import { columnOf, tableOf } from "./table.ts";

/** A field's value as expressions use it: null where the reader may not read it as it is. */
export function readableValue(frame: Frame, place: Place, field: RecordField): Fragment {
  if (!field.system && frame.access.of(place.entity).field(field.id) !== "read")
    return [`null::${sqlType(field.type)}`];
  if (!seesOnlySome(frame, field)) return storedValue(frame, place, field);
  return field.kind === "references"
    ? visibleIds(frame, storedValue(frame, place, field), field)
    : columnOf(place.follow(field).alias, "id");
}

/** The members of references that the reader sees, in their order; null where there is none. */
export function visibleIds(frame: Frame, stored: Fragment, field: RecordField): Fragment {
  const target = targetOf(frame, field);
  if (target === undefined) return ["null::uuid[]"];
  const alias = frame.nextAlias();
  const there = sql`${tableOf(frame, target)} as ${columnAlias(alias)}`;
  const ids = sql`select m.id from unnest(${stored}) with ordinality as m (id, place) join ${there} on ${columnOf(alias, "id")} = m.id and ${frame.visible(frame, target, alias, "live")} order by m.place`;
  return sql`nullif(array(${ids}), array[]::uuid[])`;
}

function targetOf(frame: Frame, field: RecordField): Entity | undefined {
  return field.to === null ? undefined : frame.catalogue.entities.get(field.to);
}

/** True for a reference to what the reader does not see all of: it counts as null where its record is hidden, so it has to be looked at. */
export function seesOnlySome(frame: Frame, field: RecordField): boolean {
  if ((field.kind !== "reference" && field.kind !== "references") || field.id === "$parent") return false;
  const target = targetOf(frame, field);
  return target !== undefined && frame.access.of(target).read !== "all";
}

/** A field's value whoever reads it: its column, or what is worked out here: live values, lookups that nothing keeps. */
export function storedValue(frame: Frame, place: Place, field: RecordField): Fragment {
  if (field.id === "$parent") return columnOf(place.alias, "_parent");
  const own = place.entity.fields.get(field.id);
  if (own === undefined || own.stored || own.computed === null) return columnOf(place.alias, field.id);
  // Computed values are facts over all data, whoever asks; in the workspace's zone.
  const facts: Frame = { ...frame, access: fullAccess, facts: true, timeZone: frame.workspaceZone };
  const value = facts.expression(facts, place.facts(), own.computed, own.rollup);
  const column = own.lookup === null ? frame.storages[own.document.type]?.column(own.document) : null;
  // A live value is rounded as its column would be.
  return column == null ? sql`(${value})` : sql`(${value})::${[column.replace(/ collate .*/, "")]}`;
}

/** True where the value is worked out at the read. */
export function isInlined(entity: Entity, name: string): boolean {
  const field = entity.fields.get(name);
  return field !== undefined && !field.stored && field.computed !== null;
}
