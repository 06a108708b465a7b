import type { Value } from "@dougong/expression";
import { equalJson, type JsonValue, type Problem, pointer } from "@dougong/model";
import { isLines, rowEntity } from "../lines/lines-field.ts";
import { mergeLines } from "../lines/merge-lines.ts";
import { type RecordValues, rowsOf, type Step, type Write, withProblems } from "./write.ts";

/** Lays what was given over what is stored: the record as it will stand, its rows with their ids. */
export const merge: Step = (write) => {
  const problems: Problem[] = [...systemProblems(write)];
  const record: Record<string, Value> = { ...systemValues(write) };
  const rowPaths = new Map(write.rowPaths);
  for (const field of write.entity.fields.values()) {
    const stored = write.before?.[field.id] ?? null;
    if (!isLines(field)) {
      record[field.id] = Object.hasOwn(write.given.values, field.id)
        ? (write.given.values[field.id] ?? null)
        : stored;
      continue;
    }
    const merged = mergeLines({
      before: write.before === null ? [] : rowsOf(write.before, field.id),
      given: write.given.lines[field.id],
      fields: [...rowEntity(write.context.catalogue, field).fields.keys()],
      label: field.label,
      newId: write.newId,
    });
    record[field.id] = merged.rows;
    for (const [id, path] of merged.paths) rowPaths.set(id, path);
    problems.push(...merged.problems);
  }
  return withProblems({ ...write, record, rowPaths }, problems);
};

// A client may send back what it read: members that equal the stored ones are ignored.
function systemProblems(write: Write): readonly Problem[] {
  return Object.entries(write.given.system).flatMap(([name, value]): readonly Problem[] => {
    const stored = write.before?.[name];
    if (stored !== undefined && value !== undefined && equalJson(stored as JsonValue, value)) return [];
    return [{ code: "read_only_field", path: `${write.at}${pointer(name)}`, params: { label: name, name } }];
  });
}

function systemValues(write: Write): RecordValues {
  const by = write.context.actor.kind === "user" ? write.context.actor.user : null;
  const before = write.before;
  return {
    id: before?.id ?? write.newId(),
    version: before === null ? 1 : Number(before.version) + 1,
    created_at: before === null ? write.now : (before.created_at ?? null),
    created_by: before === null ? by : (before.created_by ?? null),
    updated_at: write.now,
    updated_by: by,
  };
}
