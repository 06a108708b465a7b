import type { Checked, Fragment } from "@dougong/expression";
import type { Frame, Place } from "./frame.ts";
import { fieldNamed } from "./path-value.ts";

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
  return frame.expression(frame, place, asText(title));
}

/** `title & ""`: any scalar in its API form. */
function asText(title: Checked): Checked {
  const empty: Checked = { node: "constant", type: { kind: "null" }, value: null };
  return { node: "call", type: { kind: "text" }, operator: "concat", args: [title, empty] };
}
