import type { CompiledAction } from "@dougong/fields";
import { actionSteps } from "../steps/steps.ts";
import { type RecordValues, runSteps, type Write } from "../steps/write.ts";
import { type ActionInput, completeInput } from "./read-input.ts";
import { setValues } from "./set-values.ts";

/** What an action makes of a record whose guard holds: inputs completed, values set, all steps passed. */
export function actionWrite(
  action: CompiledAction,
  start: Write,
  given: ActionInput,
  before: RecordValues,
): Write {
  const { input, problems } = completeInput(action, given, start, before);
  const told = [...given.problems, ...problems];
  // What an input that could not be read would have set says nothing.
  if (told.length > 0) return { ...start, before, record: before, problems: told };
  const set = setValues(action, start, before, input);
  const values = { values: set.values, lines: {}, system: {} };
  return runSteps(actionSteps, { ...start, before, given: values, problems: set.problems });
}
