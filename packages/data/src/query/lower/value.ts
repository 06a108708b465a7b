import { type Fragment, sql, sqlType } from "@dougong/expression";
import { isLive } from "../../schema/tables/stored-fields.ts";
import { fullAccess } from "../access/entity-access.ts";
import type { RecordField } from "../resolve/record-field.ts";
import type { Frame, Place } from "./frame.ts";
import { columnOf } from "./table.ts";

/** A field's value as expressions use it: null where the reader may not read it as it is. */
export function readableValue(frame: Frame, place: Place, field: RecordField): Fragment {
  if (!field.system && frame.access.of(place.entity).field(field.id) !== "read")
    return [`null::${sqlType(field.type)}`];
  if (seesOnlySome(frame, field)) return columnOf(place.follow(field).alias, "id");
  return storedValue(frame, place, field);
}

/** True for a reference to what the reader does not see all of: it counts as null where its record is hidden, so it has to be looked at. */
export function seesOnlySome(frame: Frame, field: RecordField): boolean {
  if (field.kind !== "reference" || field.to === null || field.id === "$parent") return false;
  const target = frame.catalogue.entities.get(field.to);
  return target !== undefined && frame.access.of(target).read !== "all";
}

/** A field's value whoever reads it: its column, or a live formula worked out here. */
export function storedValue(frame: Frame, place: Place, field: RecordField): Fragment {
  if (field.id === "$parent") return columnOf(place.alias, "_parent");
  const own = place.entity.fields.get(field.id);
  // Computed values are facts over all data, whoever asks.
  if (own !== undefined && own.formula !== null && isLive(place.entity, own)) {
    return sql`(${frame.expression({ ...frame, access: fullAccess }, place, own.formula.checked)})`;
  }
  return columnOf(place.alias, field.id);
}
