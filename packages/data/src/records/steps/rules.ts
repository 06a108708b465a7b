import type { Value } from "@dougong/expression";
import { applyRules } from "@dougong/rules";
import { environmentOf } from "./environment.ts";
import { atSentPaths } from "./sent-path.ts";
import { type RecordValues, type Step, unreadable, type Write, withProblems } from "./write.ts";

/** Runs the entity's rules: what they set stands in the record, what they refuse among the problems. */
export const rules: Step = (write) => {
  // A rule that reads what could not be read would complain of what nobody sent.
  if (unreadable(write)) return write;
  const outcome = ruled(write, write.before === null ? "create" : "update");
  const values = Object.entries(outcome.values).flatMap(
    ([name, value]): readonly (readonly [string, Value])[] => (value === undefined ? [] : [[name, value]]),
  );
  const record: RecordValues = Object.fromEntries(values);
  const warnings = atSentPaths(write, outcome.warnings);
  return withProblems({ ...write, record, warnings }, atSentPaths(write, outcome.problems));
};

/** The rules of a deletion: they can only refuse. */
export const deleteRules: Step = (write) => withProblems(write, ruled(write, "delete").problems);

function ruled(write: Write, on: "create" | "update" | "delete") {
  return applyRules({
    entity: write.entity,
    catalogue: write.context.catalogue,
    on,
    record: write.record,
    before: write.before,
    environment: environmentOf(write),
  });
}
