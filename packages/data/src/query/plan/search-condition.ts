import { type Fragment, identifier, join, type PathStep, parameter, sql } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { searchColumn, searchFields, searchValue } from "../../schema/tables/search-column.ts";
import { columnAlias } from "../lower/alias.ts";
import type { Frame, Place } from "../lower/frame.ts";
import { labelOf } from "../lower/label.ts";
import { fieldNamed, fromPlace, placeBefore } from "../lower/path-value.ts";
import { rootAt } from "../lower/place.ts";
import { columnOf, tableOf } from "../lower/table.ts";
import { readableValue } from "../lower/value.ts";
import type { Search } from "../resolve/search-terms.ts";

/**
 * Every term stands in one of the texts, in any case, or in their pinyin or its initials. Own fields are found by the
 * index over the record's search text, those of a record that is referred to by that record's; all else is compared
 * one by one.
 */
export function searchCondition(frame: Frame, place: Place, search: Search): Fragment {
  if (search.paths.length === 0) return ["false"];
  return join(
    search.terms.map((term) => termCondition(frame, place, search.paths, term)),
    " and ",
  );
}

function termCondition(
  frame: Frame,
  place: Place,
  paths: readonly (readonly PathStep[])[],
  term: string,
): Fragment {
  const folded = call(frame, "_fold", [parameter(term, "text")]);
  const own = paths.flatMap((steps) => (steps.length === 1 && isKept(place.entity, steps[0]) ? steps : []));
  const others = paths
    .filter((steps) => steps.length !== 1 || !isKept(place.entity, steps[0]))
    .map((steps) => behindReference(frame, place, steps, folded) ?? compared(frame, place, steps, folded));
  const indexed =
    own.length === 0
      ? []
      : [
          ownFields(
            frame,
            place,
            own.map((step) => step.name),
            folded,
          ),
        ];
  return sql`(${join([...indexed, ...others], " or ")})`;
}

function isKept(entity: Entity, step: PathStep | undefined): boolean {
  return searchFields(entity).some((field) => field.id === step?.name);
}

/** Found by the index. Where the reader does not see every field of the search text, those they see are looked at again. */
function ownFields(frame: Frame, place: Place, names: readonly string[], folded: Fragment): Fragment {
  const text = columnOf(place.alias, searchColumn);
  const found = sql`(${call(frame, "_grams", text)} @> ${call(frame, "_wanted_grams", folded)} and strpos(${text}, ${folded}) > 0`;
  const fields = searchFields(place.entity);
  const seesAll = fields.every(
    (field) => names.includes(field.id) && frame.access.of(place.entity).field(field.id) === "read",
  );
  if (seesAll) return sql`${found})`;
  const single = names.map((name) => {
    const field = fieldNamed(place.entity, name);
    return contains(frame, searchValue(field, readableValue(frame, place, field)), folded);
  });
  return sql`${found} and (${join(single, " or ")}))`;
}

/** `city.name`, or `city` for its label: the cities that hold the term are found first, by their own index. */
function behindReference(
  frame: Frame,
  place: Place,
  steps: readonly PathStep[],
  folded: Fragment,
): Fragment | undefined {
  const [first, second, ...more] = steps;
  if (first === undefined || more.length > 0) return undefined;
  const reference = fieldNamed(place.entity, first.name);
  const target = reference.to === null ? undefined : frame.catalogue.entities.get(reference.to);
  if (reference.type.kind !== "reference" || target === undefined || reference.id === "$parent")
    return undefined;
  const name = second?.name ?? titleField(target);
  if (name === undefined || !searchFields(target).some((field) => field.id === name)) return undefined;
  const there = rootAt(frame, target, frame.nextAlias());
  const found = ownFields(frame, there, [name], folded);
  const ids = sql`select ${columnOf(there.alias, "id")} from ${tableOf(frame, target)} as ${columnAlias(there.alias)} where ${frame.visible(frame, target, there.alias, "live")} and ${found}`;
  return sql`${readableValue(frame, place, reference)} = any(array(${ids}))`;
}

/** The field that an entity is titled by, where it is one of its own that is shown as it is. */
function titleField({ title, fields }: Entity): string | undefined {
  if (title.node !== "path" || title.root.at !== "record" || title.steps.length !== 1) return undefined;
  const name = title.steps[0]?.name;
  return name !== undefined && fields.get(name)?.type.kind === "text" ? name : undefined;
}

/** A text that no index knows. A reference is found by its label. */
function compared(frame: Frame, start: Place, steps: readonly PathStep[], folded: Fragment): Fragment {
  const last = steps.at(-1);
  const place = placeBefore(start, steps);
  const field = last === undefined ? undefined : fieldNamed(place.entity, last.name);
  if (field?.kind === "reference" && field.type.kind === "reference")
    return contains(frame, labelOf(frame, place.follow(field)), folded);
  const value = fromPlace(frame, start, steps);
  return contains(frame, field === undefined ? value : searchValue(field, value), folded);
}

function contains(frame: Frame, text: Fragment, folded: Fragment): Fragment {
  return sql`coalesce(strpos(${call(frame, "_search_text", sql`(${text})::text`)}, ${folded}) > 0, false)`;
}

function call(frame: Frame, name: string, argument: Fragment): Fragment {
  return sql`${identifier(frame.schema, name)}(${argument})`;
}
