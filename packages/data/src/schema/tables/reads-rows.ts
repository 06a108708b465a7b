import type { Checked, PathStep } from "@dougong/expression";

/** Every node of a checked expression, outermost first. */
export function nodesOf(checked: Checked): readonly Checked[] {
  const inner = (nodes: readonly (Checked | null | undefined)[]) => nodes.flatMap((one) => (one == null ? [] : nodesOf(one)));
  switch (checked.node) {
    case "call":
      return [checked, ...inner(checked.args)];
    case "list":
      return [checked, ...inner(checked.items)];
    case "aggregate":
      return [checked, ...inner([checked.rows, checked.value, checked.filter, checked.separator])];
    case "constant":
    case "path":
    case "today":
    case "now":
    case "index":
      return [checked];
  }
}

/** True for an expression over lists of rows. */
export function readsRows(checked: Checked): boolean {
  return nodesOf(checked).some((node) => node.node === "aggregate");
}

/** Names that an expression reads of the rows, or of the record, it stands on. */
export function namesRead(checked: Checked, root: "row" | "owner"): readonly string[] {
  const firsts = nodesOf(checked).flatMap((node): readonly PathStep[] => {
    if (node.node !== "path" || node.type.kind === "rows") return [];
    const ofRow = node.root.at === "row";
    return ofRow === (root === "row") ? node.steps.slice(0, 1) : [];
  });
  return [...new Set(firsts.map((step) => step.name))];
}
