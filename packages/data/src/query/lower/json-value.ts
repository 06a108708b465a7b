import { type Fragment, raw, sql } from "@dougong/expression";
import type { RecordField } from "../resolve/record-field.ts";
import type { Frame, Place } from "./frame.ts";
import { readableValue, storedValue } from "./value.ts";

/** A field in its JSON contract form, masked where the reader sees only a part of it. */
export function jsonValue(frame: Frame, place: Place, field: RecordField): Fragment {
  const access = field.system ? "read" : frame.access.of(place.entity).field(field.id);
  if (access === "none") return raw("null::text");
  const value = access === "read" ? readableValue(frame, place, field) : storedValue(frame, place, field);
  if (access !== "read") return maskedText(value, access.mask.start, access.mask.end);
  if (field.id === "id") return value;
  return frame.storages[field.document.type]?.toJson(value, field.document) ?? value;
}

/** `138****1234`; a text that is not longer than what the mask leaves is hidden whole. */
export function maskedText(value: Fragment, start: number, end: number): Fragment {
  const [from, to, both] = [start, end, start + end].map((length) =>
    raw(String(Math.max(0, Math.trunc(length)))),
  );
  if (from === undefined || to === undefined || both === undefined) return raw("null::text");
  return sql`(select case when length(m.v) > ${both} then left(m.v, ${from}) || repeat('*', length(m.v) - ${both}) || right(m.v, ${to}) else repeat('*', length(m.v)) end from (select (${value})::text as v) as m)`;
}
