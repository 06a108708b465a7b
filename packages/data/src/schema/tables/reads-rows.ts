import type { Checked, PathStep } from "@dougong/expression";

/** Every node of a checked expression, outermost first. */
export function nodesOf(checked: Checked): readonly Checked[] {
  const inner = (nodes: readonly (Checked | null | undefined)[]) =>
    nodes.flatMap((one) => (one == null ? [] : nodesOf(one)));
  switch (checked.node) {
    case "call":
      return [checked, ...inner(checked.args)];
    case "list":
      return [checked, ...inner(checked.items)];
    case "aggregate":
      return [checked, ...inner([checked.rows, checked.value, checked.filter, ...checked.outer])];
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
  return nodesOf(checked).some((node) => node.node === "aggregate" && node.rows.type.kind === "rows");
}

/** Fields that an expression reads of the rows around it. */
export function rowFieldsRead(checked: Checked): readonly string[] {
  const firsts = nodesOf(checked).flatMap((node): readonly PathStep[] =>
    node.node === "path" && node.root.at === "row" ? node.steps.slice(0, 1) : [],
  );
  return [...new Set(firsts.map((step) => step.name))];
}
