import type { Value } from "@dougong/expression";
import { type CompiledAction, workOut } from "@dougong/fields";
import { type Problem, pointer } from "@dougong/model";
import { environmentOf } from "../steps/environment.ts";
import type { RecordValues, Write } from "../steps/write.ts";

/** What an action sets: each value is worked out over the record as it stands locked, none over another's. */
export function setValues(
  action: CompiledAction,
  write: Write,
  record: RecordValues,
  input: RecordValues,
): { readonly values: RecordValues; readonly problems: readonly Problem[] } {
  const base = environmentOf({ ...write, before: record });
  const environment = { ...base, record, roots: { ...base.roots, input } };
  const values: Record<string, Value> = {};
  const problems: Problem[] = [];
  for (const { field: name, value } of action.set) {
    const field = write.entity.fields.get(name);
    if (field === undefined) continue;
    const worked = workOut(field, value, environment, `${write.at}${pointer(name)}`);
    if ("value" in worked) values[name] = worked.value;
    else problems.push(...worked.problems);
  }
  return { values, problems };
}
