import { type Checked, type Environment, evaluate } from "@dougong/expression";
import { ProblemError } from "@dougong/model";

/** Whether what a condition of display guards is shown; a value beyond its type shows nothing. */
export function conditionHolds(condition: Checked | null, environment: Environment): boolean {
  if (condition === null) return true;
  try {
    return evaluate(condition, environment) === true;
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}
