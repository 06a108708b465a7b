import type { Value } from "@dougong/expression";
import type { Entity } from "@dougong/fields";
import { equalJson, pointer, type Problem } from "@dougong/model";
import { readOnly } from "./coerce.ts";
import { type RecordValues, type Step, withProblems } from "./write.ts";

/** Fields that the design makes read-only keep their stored value; sending the same back is no change. */
export const readOnlyFields: Step = (write) => {
  if (write.before === null) return write;
  return withProblems(write, changedReadOnly(write.entity, write.given.values, write.before, write.at));
};

function changedReadOnly(entity: Entity, given: RecordValues, before: RecordValues, at: string): readonly Problem[] {
  return Object.entries(given).flatMap(([name, value]: readonly [string, Value]): readonly Problem[] => {
    const field = entity.fields.get(name);
    if (field?.document.readOnly !== true || equalJson(before[name] ?? null, value)) return [];
    return [readOnly(field, `${at}${pointer(name)}`)];
  });
}
