import type { Checked } from "@dougong/expression";

/** The expression with each node replaced, inner nodes before those around them; `lists` counts the lists around. */
export function mapChecked(
  checked: Checked,
  change: (node: Checked, lists: number) => Checked,
  lists = 0,
): Checked {
  const inner = (node: Checked, more = 0): Checked => mapChecked(node, change, lists + more);
  return change(withParts(checked, inner), lists);
}

function withParts(checked: Checked, inner: (node: Checked, more?: number) => Checked): Checked {
  switch (checked.node) {
    case "call":
      return { ...checked, args: checked.args.map((one) => inner(one)) };
    case "list":
      return { ...checked, items: checked.items.map((one) => inner(one)) };
    case "aggregate":
      return {
        ...checked,
        rows: inner(checked.rows),
        value: checked.value === null ? null : inner(checked.value, 1),
        filter: checked.filter === null ? null : inner(checked.filter, 1),
        outer: checked.outer.map((one) => inner(one)),
      };
    case "constant":
    case "path":
    case "today":
    case "now":
    case "index":
      return checked;
  }
}

/** An expression of a record as one of a row in a list of such records: `$parent` stays the record's owner. */
export function asRow(checked: Checked): Checked {
  return mapChecked(checked, (node, lists) => {
    if (node.node !== "path") return node;
    const { root, steps, type } = node;
    if (root.at === "record") return { node: "path", type, root: { at: "row", depth: lists }, steps };
    if (root.at !== "parent") return node;
    const entity = steps[0]?.entity ?? null;
    const owner = { name: "$parent", entity: null, type: { kind: "reference" as const, to: entity ?? "" } };
    return { node: "path", type, root: { at: "row", depth: lists }, steps: [owner, ...steps] };
  });
}
