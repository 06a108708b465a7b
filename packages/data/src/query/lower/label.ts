import { type Checked, type Fragment, parameter, sql } from "@dougong/expression";
import { choiceOptions } from "@dougong/fields";
import type { Frame, Place } from "./frame.ts";
import { fieldNamed, placeBefore } from "./path-value.ts";

/** References that titles may pass when an entity is titled by another: an order by its customer. */
const maxTitleDepth = 3;

/** A record's label: its title as text. */
export function labelOf(frame: Frame, place: Place): Fragment {
  return titleText(frame, place, 0);
}

function titleText(frame: Frame, place: Place, depth: number): Fragment {
  const { title } = place.entity;
  if (title.type.kind === "text") return frame.expression(frame, place, title);
  if (
    title.type.kind === "reference" &&
    title.node === "path" &&
    title.root.at === "record" &&
    depth < maxTitleDepth
  ) {
    let target = place;
    for (const step of title.steps) target = target.follow(fieldNamed(target.entity, step.name));
    return titleText(frame, target, depth + 1);
  }
  if (title.type.kind === "choice" && title.node === "path" && title.root.at === "record")
    return optionLabel(frame, place, title);
  return frame.expression(frame, place, asText(title));
}

/** People see an option's label, as in a field of the choice's own; an option without one is its id. */
function optionLabel(frame: Frame, place: Place, title: Extract<Checked, { node: "path" }>): Fragment {
  const value = frame.expression(frame, place, title);
  const last = title.steps.at(-1);
  if (last === undefined) return value;
  const { document } = fieldNamed(placeBefore(place, title.steps).entity, last.name);
  const labelled = choiceOptions(document).flatMap(({ id, label }) =>
    label === undefined ? [] : sql` when ${parameter(id, "text")} then ${parameter(label, "text")}`,
  );
  return labelled.length === 0 ? value : sql`(case ${value}${labelled} else ${value} end)`;
}

/** `title & ""`: whichever scalar, in its API form. */
function asText(title: Checked): Checked {
  const empty: Checked = { node: "constant", type: { kind: "null" }, value: null };
  return { node: "call", type: { kind: "text" }, operator: "concat", args: [title, empty] };
}
