import { type Fragment, identifier, join, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import type { Selection, SelectionMember } from "../resolve/selection.ts";
import { columnAlias } from "./alias.ts";
import type { Frame, Place } from "./frame.ts";
import { jsonValue } from "./json-value.ts";
import { labelOf } from "./label.ts";
import { rootAt } from "./place.ts";
import { columnOf, tableOf } from "./table.ts";
import { storedValue } from "./value.ts";

/** `select … as "number", … as "customer"`: one column for each member of the answer, without a FROM. */
export function memberColumns(frame: Frame, place: Place, selection: Selection): Fragment {
  const columns = selection.members.map((member) => [
    ...memberValue(frame, place, member),
    " as ",
    ...identifier(memberName(member)),
  ]);
  return sql`select ${join(columns)}`;
}

/** The record at a place as one JSON object. */
export function recordJson(frame: Frame, place: Place, selection: Selection): Fragment {
  return sql`(select row_to_json(o) from (${memberColumns(frame, place, selection)}) as o)`;
}

function memberName(member: SelectionMember): string {
  return member.show === "label" ? "$label" : member.field.id;
}

function memberValue(frame: Frame, place: Place, member: SelectionMember): Fragment {
  switch (member.show) {
    case "label":
      return labelOf(frame, place);
    case "value":
      return jsonValue(frame, place, member.field);
    case "record": {
      const target = place.follow(member.field);
      return sql`case when ${columnOf(target.alias, "id")} is not null then ${recordJson(frame, target, member.selection)} end`;
    }
    case "records":
      return recordsJson(
        frame,
        { entity: member.selection.entity, ids: storedValue(frame, place, member.field) },
        member.selection,
      );
    case "rows":
      return rowsJson(frame, place, member.selection);
  }
}

/** The records of references in their order, those that the reader sees; null where there is none. */
export function recordsJson(
  frame: Frame,
  { entity, ids }: { readonly entity: Entity; readonly ids: Fragment },
  selection: Selection,
): Fragment {
  const there = rootAt(frame, entity, frame.nextAlias());
  const json = recordJson(frame, there, selection);
  const on = sql`${columnOf(there.alias, "id")} = m.id and ${frame.visible(frame, entity, there.alias, "live")}`;
  const from = sql`unnest(${ids}) with ordinality as m (id, place) join ${tableOf(frame, entity)} as ${columnAlias(there.alias)} on ${on}${there.joins()}`;
  return sql`(select json_agg(r.j order by r.p) from (select ${json} as j, m.place as p from ${from}) as r)`;
}

/** The rows of a record in their order, as a JSON array. */
function rowsJson(frame: Frame, owner: Place, selection: Selection): Fragment {
  const row = rootAt(frame, selection.entity, frame.nextAlias());
  const json = recordJson(frame, row, selection);
  const from = sql`${tableOf(frame, selection.entity)} as ${columnAlias(row.alias)}${row.joins()}`;
  return sql`(select coalesce(json_agg(r.j order by r.p), '[]'::json) from (select ${json} as j, ${columnOf(row.alias, "_position")} as p from ${from} where ${columnOf(row.alias, "_parent")} = ${columnOf(owner.alias, "id")}) as r)`;
}
