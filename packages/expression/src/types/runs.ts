import { operatorNamed } from "../operators/registry.ts";
import type { Checked } from "./checked.ts";
import { childrenOf } from "./children.ts";
import type { Runtime } from "./runtime.ts";

const everywhere: readonly Runtime[] = ["sql", "server", "browser"];

/** Where a checked expression can run (what `compile` answers): where all of its operators can. */
export function runs(checked: Checked): readonly Runtime[] {
  return everywhere.filter((runtime) => runsIn(checked, runtime));
}

function runsIn(node: Checked, runtime: Runtime): boolean {
  if (node.node === "call" || node.node === "aggregate") {
    const operator = operatorNamed(node.operator);
    if (operator === undefined || !(operator.runs ?? everywhere).includes(runtime)) return false;
  }
  return childrenOf(node).every((child) => runsIn(child, runtime));
}
