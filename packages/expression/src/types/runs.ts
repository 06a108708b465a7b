import { operatorNamed } from "../operators/registry.ts";
import type { Checked } from "./checked.ts";

/** A place where an expression can be worked out. */
export type Runtime = "sql" | "server" | "browser";

/** Where a checked expression can run (what `compile` answers): all operators of this registry run in all three. */
export function runs(checked: Checked): readonly Runtime[] {
  return isKnown(checked) ? ["sql", "server", "browser"] : [];
}

function isKnown(node: Checked): boolean {
  switch (node.node) {
    case "call":
      return operatorNamed(node.operator) !== undefined && node.args.every(isKnown);
    case "list":
      return node.items.every(isKnown);
    case "aggregate":
      return (
        operatorNamed(node.operator) !== undefined &&
        [node.rows, node.value, node.filter, ...node.outer].every((part) => part === null || isKnown(part))
      );
    default:
      return true;
  }
}
