import type { Entity } from "@dougong/fields";
import { equalJson, type JsonValue, type Problem, pointer } from "@dougong/model";
import { isLines } from "../lines/lines-field.ts";
import { readOnly } from "./coerce-value.ts";
import { type RecordValues, rowId, rowsOf, type Step, type Write, withProblems } from "./write.ts";

/** An entity that only flows and actions may write takes nothing else, on any path. */
export const closed: Step = (write) => withProblems(write, closedProblems(write));

export function closedProblems({ entity, cause, at }: Write): readonly Problem[] {
  if (entity.document.write !== "flows" || cause !== null) return [];
  const params = { entity: entity.label };
  return [{ code: "read_only_field", variant: "flows_only", path: at, params }];
}

/** What was written once stays: but for the fields that `appendOnly` lets change, and what is computed. */
export const appendOnly: Step = (write) => {
  const { before, entity } = write;
  if (before === null || write.operation === "restore") return write;
  const own = isAppendOnly(entity) ? changedFields(write, before) : [];
  return withProblems(write, own);
};

/** True for an entity whose records cannot be deleted, as they only ever are added. */
export function isAppendOnly(entity: Entity): boolean {
  const limit = entity.document.appendOnly;
  return limit !== undefined && limit !== false;
}

/** The refusal of a deletion that the entity's design does not know; undefined where it does. */
export function deletionProblem(write: Write): Problem | undefined {
  const [problem] = closedProblems(write);
  if (problem !== undefined || !isAppendOnly(write.entity)) return problem;
  const params = { entity: write.entity.label };
  return { code: "read_only_field", variant: "append_only", path: write.at, params };
}

function changedFields(write: Write, before: RecordValues): readonly Problem[] {
  const open = write.entity.document.appendOnly;
  const free = new Set(Array.isArray(open) ? open : []);
  return [...write.entity.fields.values()].flatMap((field): readonly Problem[] => {
    if (field.model.computed || free.has(field.id)) return [];
    const stays = isLines(field)
      ? sameRows(write, field.id, before)
      : equalJson(plain(before[field.id]), plain(write.record[field.id]));
    const path = `${write.at}${pointer(field.id)}`;
    return stays ? [] : [readOnly(field, path)];
  });
}

// What is computed in a row may change with what it is computed from.
function sameRows(write: Write, lines: string, before: RecordValues): boolean {
  const field = write.entity.fields.get(lines);
  const rows =
    field?.to === undefined || field.to === null ? undefined : write.context.catalogue.entities.get(field.to);
  const written = [...(rows?.fields.values() ?? [])]
    .filter((one) => !one.model.computed)
    .map((one) => one.id);
  const facts = (record: RecordValues) =>
    rowsOf(record, lines).map((row) => [rowId(row), ...written.map((name) => plain(row[name]))]);
  return equalJson(facts(before), facts(write.record));
}

function plain(value: RecordValues[string] | undefined): JsonValue {
  return value ?? null;
}
