import { type Case, type Outcome, runCase } from "./case.ts";

/** What the test calls in the page. */
export function run(cases: readonly Case[]): readonly Outcome[] {
  return cases.map(runCase);
}
