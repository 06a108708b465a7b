import { type Fragment, raw, sql, sqlType } from "@dougong/expression";
import type { Frame, Place } from "../lower/frame.ts";
import { labelOf } from "../lower/label.ts";
import { fieldNamed, fromPlace, placeBefore } from "../lower/path-value.ts";
import type { SortKey } from "../page/sort-key.ts";
import type { RecordField } from "../resolve/record-field.ts";
import type { SortItem } from "../resolve/sort-items.ts";

/** A cursor carries its keys, so a long text is sorted by its beginning. */
const longestKey = 255;
/** Texts that may be longer than a key. */
const unbounded: readonly string[] = ["long_text", "formula"];

/** The keys that a list is sorted by, without the id that breaks ties. */
export function sortKeys(frame: Frame, place: Place, items: readonly SortItem[]): readonly SortKey[] {
  return items.filter((item) => !isOwnId(item)).flatMap((item) => keysOf(frame, place, item));
}

/** The direction in which the id goes on when `sort` itself ends with it. */
export function endsWithIdDescending(items: readonly SortItem[]): boolean | null {
  const last = items.at(-1);
  return last !== undefined && isOwnId(last) ? last.descending : null;
}

function isOwnId(item: SortItem): boolean {
  return item.steps.length === 1 && item.steps[0]?.name === "id";
}

function keysOf(frame: Frame, start: Place, item: SortItem): readonly SortKey[] {
  const last = item.steps.at(-1);
  if (last === undefined) return [];
  const place = placeBefore(start, item.steps);
  const field = fieldNamed(place.entity, last.name);
  const { descending } = item;
  const value = fromPlace(frame, start, item.steps);
  if (field.kind === "reference") {
    const target = place.follow(field);
    const title: SortKey = {
      value: textKey(frame, labelOf(frame, target)),
      type: "text",
      descending,
      nullable: true,
    };
    return [title, { value, type: "uuid", descending, nullable: true }];
  }
  const nullable = place !== start || !isFilled(field);
  return [{ value: plainKey(frame, field, value), type: keyType(frame, field), descending, nullable }];
}

function plainKey(frame: Frame, field: RecordField, value: Fragment): Fragment {
  if (field.system) return value;
  if (field.type.kind === "text" && unbounded.includes(field.document.type)) return textKey(frame, value);
  return frame.storages[field.document.type]?.sortKey(value, field.document, frame.collation) ?? value;
}

function textKey(frame: Frame, value: Fragment): Fragment {
  return sql`left(${value}, ${raw(String(longestKey))}) collate ${frame.collation}`;
}

/** Options are sorted by their place in the field's list. */
function keyType(frame: Frame, field: RecordField): string {
  if (field.id === "id") return "uuid";
  const own = field.system ? undefined : frame.storages[field.document.type];
  return own?.sortType?.(field.document) ?? sqlType(field.type);
}

/** Only the platform's own columns refuse null: a field may have been made required after its records. */
function isFilled(field: RecordField): boolean {
  return ["id", "version", "created_at", "updated_at"].includes(field.id);
}
