import { type Checked, type Environment, evaluate } from "@dougong/expression";
import { ProblemError } from "@dougong/model";
import type { Field } from "../catalogue/catalogue.ts";
import type { Coerced } from "../facets/model.ts";
import { storedValue } from "./stored-value.ts";

/** The value of an expression as a field stores it; a result beyond its type is a problem at the field. */
export function workOut(field: Field, checked: Checked, environment: Environment, path: string): Coerced {
  try {
    // a constant stands in contract form already, JSON that no expression works with included
    const value = checked.node === "constant" ? checked.value : evaluate(checked, environment);
    return storedValue(field, value, { path, label: field.label });
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return {
      problems: error.problems.map((problem) => ({
        ...problem,
        path,
        params: { label: field.label, ...problem.params },
      })),
    };
  }
}
