import type { Checked, PathRoot, PathStep } from "@dougong/expression";
import { mapChecked } from "../catalogue/map-checked.ts";

type Path = Extract<Checked, { node: "path" }>;

/** The names of a path from its record on; the owner of a row comes by `$parent`. */
export function pathParts(node: Path): readonly PathStep[] {
  const { root, steps } = node;
  if (root.at === "record") return steps;
  if (root.at !== "parent") throw new TypeError(`A stored expression reads nothing of ${root.at}`);
  const to = steps[0]?.entity ?? "";
  return [{ name: "$parent", entity: null, type: { kind: "reference", to } }, ...steps];
}

/**
 * What stands inside a list, as an expression of one of its rows: the row's names become the record's, and those of
 * the record around it are reached from the row.
 *
 * @param from how the row leads back to the record: the names before the list, and the row's column that points there
 */
export function enterRow(
  part: Checked,
  from: { readonly before: readonly PathStep[]; readonly back: string | null; readonly entity: string },
): Checked {
  return mapChecked(part, (node, lists) => {
    if (node.node !== "path") return node;
    const { root, steps } = node;
    if (root.at === "row" && root.depth === lists) return { ...node, root: { at: "record" } };
    if (root.at === "row" || root.at === "root") return node;
    return { ...node, ...backward(root, steps, from) };
  });
}

function backward(
  root: PathRoot,
  steps: readonly PathStep[],
  { before, back, entity }: Parameters<typeof enterRow>[1],
): { readonly root: PathRoot; readonly steps: readonly PathStep[] } {
  if (back === null) throw new TypeError("Rows that are matched by a map do not lead back");
  const whole =
    root.at === "parent"
      ? [{ name: "$parent", entity: null, type: { kind: "null" as const } }, ...steps]
      : steps;
  const rest = whole.slice(before.length);
  if (back === "_parent") return { root: { at: "parent" }, steps: rest };
  const type = { kind: "reference" as const, to: entity };
  return { root: { at: "record" }, steps: [{ name: back, entity: null, type }, ...rest] };
}
