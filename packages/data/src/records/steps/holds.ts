import { type Checked, type Environment, evaluate } from "@dougong/expression";
import { ProblemError } from "@dougong/model";

/** A condition holds only when it is true; one whose value is beyond its type does not. */
export function holds(condition: Checked, environment: Environment): boolean {
  try {
    return evaluate(condition, environment) === true;
  } catch (fault) {
    if (fault instanceof ProblemError) return false;
    throw fault;
  }
}
