import { type Fragment, join, parameter, raw, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { columnAlias } from "../lower/alias.ts";
import type { Frame } from "../lower/frame.ts";
import { labelOf } from "../lower/label.ts";
import { rootAt } from "../lower/place.ts";
import { columnOf, tableOf } from "../lower/table.ts";
import { searchCondition } from "../plan/search-condition.ts";
import { namesOf } from "../resolve/names.ts";
import { resolveSearch } from "../resolve/search-terms.ts";

/** Records of one entity that are ranked; of more, the newest. */
const mostOfEntity = 200;

/**
 * One statement over all entities that the reader may read: `data` is the JSON array as text. Labels that are what is
 * searched come first, then those that begin with it, those that hold it, those that sound
 * like it, and all others; of equals the newest first.
 *
 * @returns undefined where nothing can be found: no words, no entity
 */
export function searchStatement(frame: Frame, q: string, limit: number): Fragment | undefined {
  const arms = [...frame.catalogue.entities.values()].flatMap((entity) => {
    if (entity.owner !== null || frame.access.of(entity).read === "none") return [];
    const arm = entityArm(frame, entity, q);
    return arm === undefined ? [] : [arm];
  });
  if (arms.length === 0) return undefined;
  const folded = sql`${[`"${frame.schema}"`]}._fold(${parameter(q.trim(), "text")})`;
  const label = sql`${[`"${frame.schema}"`]}._fold(f.label)`;
  const sounds = sql`${[`"${frame.schema}"`]}._search_text(f.label)`;
  const rank = sql`case when ${label} = ${folded} then 0 when strpos(${label}, ${folded}) = 1 then 1 when strpos(${label}, ${folded}) > 1 then 2 when strpos(${sounds}, ${folded}) > 0 then 3 else 4 end`;
  const most = raw(String(limit));
  const ranked = sql`select f.entity, f.id, f.label, ${rank} as rank from (${join(arms, " union all ")}) as f order by rank, f.id desc limit ${most}`;
  return sql`select coalesce(json_agg(json_build_object('entity', r.entity, 'id', r.id, '$label', r.label) order by r.rank, r.id desc), '[]')::text as data from (${ranked}) as r`;
}

function entityArm(frame: Frame, entity: Entity, q: string): Fragment | undefined {
  const { search } = resolveSearch(namesOf(frame.catalogue, frame.access, entity), entity, q);
  if (search === null || search.paths.length === 0) return undefined;
  const inner = rootAt(frame, entity, frame.nextAlias());
  const condition = searchCondition(frame, inner, search);
  const visible = frame.visible(frame, entity, inner.alias, "live");
  const id = columnOf(inner.alias, "id");
  const found = sql`select ${[`"${inner.alias}"`]}.* from ${tableOf(frame, entity)} as ${columnAlias(inner.alias)}${inner.joins()} where ${visible} and ${condition} order by ${id} desc limit ${raw(String(mostOfEntity))}`;
  // Labels are worked out for what was found alone.
  const shown = rootAt(frame, entity, frame.nextAlias());
  const label = labelOf(frame, shown);
  return sql`(select ${parameter(entity.id, "text")} as entity, ${columnOf(shown.alias, "id")} as id, ${label} as label from (${found}) as ${columnAlias(shown.alias)}${shown.joins()})`;
}
