import { type Fragment, join, type PathStep, parameter, sql } from "@dougong/expression";
import type { Frame, Place } from "../lower/frame.ts";
import { labelOf } from "../lower/label.ts";
import { fieldNamed, fromPlace, placeBefore } from "../lower/path-value.ts";
import type { Search } from "../resolve/search-terms.ts";

/** Every term stands in one of the texts, upper or lower case. Columns collate by code point, which knows only ASCII's cases. */
export function searchCondition(frame: Frame, place: Place, search: Search): Fragment {
  if (search.paths.length === 0) return ["false"];
  const texts = search.paths.map(
    (steps) => sql`(${searchedText(frame, place, steps)})::text collate "und-x-icu"`,
  );
  const conditions = search.terms.map((term) => {
    const pattern = parameter(`%${term.replace(/[\\%_]/g, "\\$&")}%`, "text");
    return sql`(${join(
      texts.map((text) => sql`${text} ilike ${pattern}`),
      " or ",
    )})`;
  });
  return join(conditions, " and ");
}

/** A reference is found by its label. */
function searchedText(frame: Frame, start: Place, steps: readonly PathStep[]): Fragment {
  const last = steps.at(-1);
  const place = placeBefore(start, steps);
  const field = last === undefined ? undefined : fieldNamed(place.entity, last.name);
  if (field?.kind === "reference") return labelOf(frame, place.follow(field));
  return fromPlace(frame, start, steps);
}
