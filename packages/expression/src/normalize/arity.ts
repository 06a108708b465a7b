import type { Problem } from "@dougong/model";
import type { Operator } from "../operators/operator.ts";

/** The fault of a wrong number of arguments. */
export function arityProblem(operator: Operator, count: number): Omit<Problem, "path" | "at"> | null {
  const [least, most] = operator.arity;
  if (count >= least && count <= most) return null;
  const max = Number.isFinite(most) ? most : null;
  const hint = `${operator.text}: ${least === most ? least : max === null ? `${least}…` : `${least}–${max}`}`;
  return {
    code: "syntax_error",
    variant: "arguments",
    params: { hint, name: operator.text, min: least, ...(max === null ? {} : { max }) },
    expected: { min: least, max },
    got: count,
  };
}
