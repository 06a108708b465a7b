import type { Checked } from "./checked.ts";

/** The nodes right below a node, those inside of its rows, too. */
export function childrenOf(node: Checked): readonly Checked[] {
  switch (node.node) {
    case "list":
      return node.items;
    case "call":
      return node.args;
    case "aggregate":
      return [node.rows, node.value, node.filter, ...node.outer].filter((part) => part !== null);
    case "constant":
    case "path":
    case "today":
    case "now":
    case "index":
      return [];
  }
}
