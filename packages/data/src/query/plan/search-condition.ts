import { type Fragment, join, parameter, sql } from "@dougong/expression";
import type { Frame, Place } from "../lower/frame.ts";
import { fromPlace } from "../lower/path-value.ts";
import type { Search } from "../resolve/search-terms.ts";

/** Every term stands in one of the texts, upper or lower case. Columns collate by code point, which knows only ASCII's cases. */
export function searchCondition(frame: Frame, place: Place, search: Search): Fragment {
  if (search.paths.length === 0) return ["false"];
  const texts = search.paths.map((steps) => fromPlace(frame, place, steps));
  const conditions = search.terms.map((term) => {
    const pattern = parameter(`%${term.replace(/[\\%_]/g, "\\$&")}%`, "text");
    return sql`(${join(
      texts.map((text) => sql`(${text})::text collate "und-x-icu" ilike ${pattern}`),
      " or ",
    )})`;
  });
  return join(conditions, " and ");
}
