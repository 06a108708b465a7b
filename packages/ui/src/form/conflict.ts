import type { ApiProblem } from "@dougong/client";
import type { Value } from "@dougong/expression";
import type { JsonObject } from "@dougong/model";
import { compareThree, type Merge } from "./merge.ts";
import type { FormValues } from "./use-form-values.ts";

type Values = Readonly<Record<string, Value>>;

/** A colleague saved first: what stands against what. */
export interface Conflict {
  readonly merge: Merge;
  readonly base: Values;
  readonly mine: Values;
  readonly theirs: Values;
  readonly currentVersion: number;
}

/** What stands against what, after a colleague saved first. */
export function conflictOf(
  problem: ApiProblem,
  { base, input, theirsOf }: FormValues,
  version: number,
): Conflict {
  const current = problem.members["current"];
  const record: JsonObject =
    typeof current === "object" && current !== null && !Array.isArray(current) && "id" in current
      ? current
      : {};
  const theirs = theirsOf(record);
  return {
    merge: compareThree(base, input, theirs),
    base,
    mine: input,
    theirs,
    currentVersion: Number(record["version"] ?? version),
  };
}
