import { type Fragment, type PathStep, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { type RecordField, recordField } from "../resolve/record-field.ts";
import { columnAlias } from "./alias.ts";
import type { Frame, Place } from "./frame.ts";
import { rootAt } from "./place.ts";
import { columnOf, tableOf } from "./table.ts";
import { isInlined, readableValue } from "./value.ts";

/** The value at the end of a path that starts at a place. */
export function fromPlace(frame: Frame, start: Place, steps: readonly PathStep[]): Fragment {
  const last = steps.at(-1);
  if (last === undefined) return columnOf(start.alias, "id");
  const place = placeBefore(start, steps);
  return readableValue(frame, place, fieldNamed(place.entity, last.name));
}

/** The record that holds the last name of a path. */
export function placeBefore(start: Place, steps: readonly PathStep[]): Place {
  return steps.slice(0, -1).reduce((place, step) => place.follow(fieldNamed(place.entity, step.name)), start);
}

/** The same from an alias whose FROM list takes no more joins: they move into a subquery of their own. */
export function fromRow(frame: Frame, entity: Entity, alias: string, steps: readonly PathStep[]): Fragment {
  const open = rootAt(frame, entity, alias);
  const value = fromPlace(frame, open, steps);
  // What is worked out here may hold lists of its own, whose aliases are those of the lists around.
  if (open.joins().length === 0 && !isInlined(entity, steps.at(-1)?.name ?? "")) return value;
  return fromId(frame, entity, columnOf(alias, "id"), steps);
}

/** The value at the end of a path that starts at the record with an id. */
export function fromId(frame: Frame, entity: Entity, id: Fragment, steps: readonly PathStep[]): Fragment {
  const inner = rootAt(frame, entity, frame.nextAlias());
  const value = fromPlace(frame, inner, steps);
  return sql`(select ${value} from ${tableOf(frame, entity)} as ${columnAlias(inner.alias)}${inner.joins()} where ${columnOf(inner.alias, "id")} = ${id})`;
}

/** A name that the check has resolved. */
export function fieldNamed(entity: Entity, name: string): RecordField {
  const field = recordField(entity, name);
  if (field === undefined) throw new TypeError(`${entity.id} has no field ${name}`);
  return field;
}
