import { type Fragment, identifier, join, parameter, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { columnAlias } from "../lower/alias.ts";
import type { Frame, Place } from "../lower/frame.ts";
import { maskedText } from "../lower/json-value.ts";
import { rootAt } from "../lower/place.ts";
import { recordJson, recordsJson } from "../lower/record-json.ts";
import { columnOf } from "../lower/table.ts";
import { seesOnlySome, visibleIds } from "../lower/value.ts";
import type { RecordField } from "../resolve/record-field.ts";
import type { Selection, SelectionMember } from "../resolve/selection.ts";

type FieldMember = Exclude<SelectionMember, { readonly show: "label" }>;

/**
 * A record as the change log kept it, with this reader's members and masks: its values stand as they were;
 * what a reference is expanded to is the other record of today. Live values and labels are left out.
 *
 * @param source SQL of the json that holds the record
 */
export function asOfJson(frame: Frame, source: Fragment, selection: Selection): Fragment {
  const { entity } = selection;
  const root = rootAt(frame, entity, frame.nextAlias());
  const kept = columnOf(root.alias, "_row");
  const members = selection.members.flatMap((member) =>
    member.show === "label" || isLiveMember(entity, member.field) ? [] : [member],
  );
  const columns = members.map(
    (member) => sql`${memberAsOf(frame, root, kept, member)} as ${identifier(member.field.id)}`,
  );
  const followed = members
    .filter((member) => member.field.kind === "reference" && isLookedUp(frame, member))
    .map((member) => member.field);
  const ids = followed.map(
    (field) => sql`, (${keptValue(sql`s.j`, field, "->>")})::uuid as ${identifier(field.id)}`,
  );
  const from = sql`(select s.j as _row${join(ids, "")} from (select ${source} as j) as s)`;
  return sql`(select row_to_json(o) from (select ${join(columns)} from ${from} as ${columnAlias(root.alias)}${root.joins()}) as o)`;
}

function memberAsOf(frame: Frame, root: Place, kept: Fragment, member: FieldMember): Fragment {
  if (member.show === "rows") {
    const row = frame.nextAlias();
    const rows = asOfJson(frame, columnOf(row, "value"), member.selection);
    const list = keptValue(kept, member.field, "->");
    return sql`(select coalesce(json_agg(${rows} order by ${columnOf(row, "ordinality")}), '[]'::json) from json_array_elements(case json_typeof(${list}) when 'array' then ${list} end) with ordinality as ${columnAlias(row)})`;
  }
  if (member.show === "record") {
    const target = root.follow(member.field);
    return sql`case when ${columnOf(target.alias, "id")} is not null then ${recordJson(frame, target, member.selection)} end`;
  }
  if (member.show === "records" || (member.field.kind === "references" && isLookedUp(frame, member)))
    return manyAsOf(frame, kept, member);
  if (isLookedUp(frame, member)) return columnOf(root.follow(member.field).alias, "id");
  const access = member.field.system ? "read" : frame.access.of(root.entity).field(member.field.id);
  if (access === "read") return keptValue(kept, member.field, "->");
  return access === "none"
    ? ["null::text"]
    : maskedText(keptValue(kept, member.field, "->>"), access.mask.start, access.mask.end);
}

/** The records of references as the change log kept their ids: opened as they are today, or those that the reader sees. */
function manyAsOf(frame: Frame, kept: Fragment, member: FieldMember): Fragment {
  const list = keptValue(kept, member.field, "->");
  const ids = sql`array(select k.v::uuid from json_array_elements_text(case json_typeof(${list}) when 'array' then ${list} end) with ordinality as k (v, place) order by k.place)`;
  if (member.show === "records")
    return recordsJson(frame, { entity: member.selection.entity, ids }, member.selection);
  return visibleIds(frame, ids, member.field);
}

/** True where the other record has to be looked at: to open it, or to know whether the reader sees it. */
function isLookedUp(frame: Frame, member: FieldMember): boolean {
  return member.show === "record" || (member.show === "value" && seesOnlySome(frame, member.field));
}

/** The value under the field's id, or under one that it had before. */
function keptValue(kept: Fragment, field: RecordField, get: "->" | "->>"): Fragment {
  const was = field.document.was ?? [];
  const names = [field.id, ...(typeof was === "string" ? [was] : was)];
  const values = names.map((name) => sql`${kept} ${[get]} ${parameter(name, "text")}`);
  return values.length === 1 ? sql`(${join(values)})` : sql`coalesce(${join(values)})`;
}

function isLiveMember(entity: Entity, field: RecordField): boolean {
  return entity.fields.get(field.id)?.live === true;
}
