import type { Value } from "@dougong/expression";
import { computeRecord } from "@dougong/fields";
import { environmentOf } from "./environment.ts";
import { atSentPaths } from "./sent-path.ts";
import { type Step, unreadable, withProblems } from "./write.ts";

/** Works out formulas and own-lines aggregates, so that the row is right when it is inserted; triggers verify it. */
export const compute: Step = (write) => {
  const computed = computeRecord(write.entity, write.context.catalogue, write.record, environmentOf(write));
  const values = Object.entries(computed.values).flatMap(
    ([name, value]): readonly (readonly [string, Value])[] => (value === undefined ? [] : [[name, value]]),
  );
  const record = { ...Object.fromEntries(values), ...computed.aggregates };
  if (unreadable(write)) return { ...write, record };
  return withProblems({ ...write, record }, atSentPaths(write, computed.problems));
};
