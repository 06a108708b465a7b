import type { JsonValue, Problem } from "@dougong/model";

/** What an operator's check tells its faults to; each method answers null, so that a check can return it. */
export interface Report {
  /** A fault of one argument, or of the call where `argument` is null. */
  problem(argument: number | null, problem: Omit<Problem, "path" | "at">): null;
  /** `type_mismatch` of one argument. `expected` names types. */
  mismatch(argument: number | null, expected: JsonValue, got: JsonValue): null;
}
