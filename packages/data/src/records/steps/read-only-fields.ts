import { applyDefaults, type Entity } from "@dougong/fields";
import { equalJson, type Problem, pointer } from "@dougong/model";
import { rowEntity } from "../lines/lines-field.ts";
import { readOnly } from "./coerce-value.ts";
import { environmentOf } from "./environment.ts";
import { type RecordValues, rowId, rowsOf, type Step, type Write, withProblems } from "./write.ts";

/**
 * Fields that the design makes read-only keep what stands: the stored value, or on create the default. Sending the
 * same is no change.
 */
export const readOnlyFields: Step = (write) => {
  const own = changedReadOnly(write, write.entity, write.given.values, write.before, write.at);
  const rows = Object.entries(write.given.lines).flatMap(([name, given]) => {
    const field = write.entity.fields.get(name);
    if (field === undefined) return [];
    const entity = rowEntity(write.context.catalogue, field);
    const stored = new Map(
      (write.before === null ? [] : rowsOf(write.before, name)).map((row) => [rowId(row), row]),
    );
    return given.rows.flatMap((row) =>
      changedReadOnly(write, entity, row.values, stored.get(row.id ?? "") ?? null, row.path),
    );
  });
  return withProblems(write, [...own, ...rows]);
};

function changedReadOnly(
  write: Write,
  entity: Entity,
  given: RecordValues,
  before: RecordValues | null,
  at: string,
): readonly Problem[] {
  return Object.entries(given).flatMap(([name, value]): readonly Problem[] => {
    const field = entity.fields.get(name);
    if (field?.document.readOnly !== true) return [];
    const stands =
      before === null
        ? applyDefaults(entity, without(given, name), environmentOf(write)).values[name]
        : before[name];
    return equalJson(stands ?? null, value) ? [] : [readOnly(field, `${at}${pointer(name)}`)];
  });
}

function without(values: RecordValues, name: string): RecordValues {
  return Object.fromEntries(Object.entries(values).filter(([other]) => other !== name));
}
