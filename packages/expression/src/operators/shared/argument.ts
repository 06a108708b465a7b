import type { Checked } from "../../types/checked.ts";
import type { Call } from "../operator.ts";

/** The argument at a place that the arity guarantees. */
export function argument(call: Call, index: number): Checked {
  const found = call.args[index];
  if (found === undefined) throw new RangeError(`${call.operator} has no argument ${index}`);
  return found;
}
