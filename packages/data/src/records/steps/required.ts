import type { Entity } from "@dougong/fields";
import { type Problem, pointer } from "@dougong/model";
import { isLines, rowEntity } from "../lines/lines-field.ts";
import { rowPath } from "../locks/references.ts";
import { isEmpty, type RecordValues, rowsOf, type Step, type Write, withProblems } from "./write.ts";

/** Fields that must have a value. A field whose value could not be read has its problem already. */
export const required: Step = (write) => {
  const faulty = new Set(write.problems.map((problem) => problem.path));
  const own = missing(write.entity, write.record, write.at);
  const rows = [...write.entity.fields.values()]
    .filter(isLines)
    .flatMap((field) => missingInRows(write, field.id));
  return withProblems(
    write,
    [...own, ...rows].filter((problem) => !faulty.has(problem.path)),
  );
};

function missingInRows(write: Write, lines: string): readonly Problem[] {
  const field = write.entity.fields.get(lines);
  if (field === undefined) return [];
  const entity = rowEntity(write.context.catalogue, field);
  return rowsOf(write.record, lines).flatMap((row) => missing(entity, row, rowPath(write, field, row)));
}

function missing(entity: Entity, record: RecordValues, at: string): readonly Problem[] {
  return [...entity.fields.values()].flatMap((field): readonly Problem[] => {
    if (field.document.required !== true || field.model.computed) return [];
    const value = record[field.id];
    const empty = isEmpty(value) || (isLines(field) && Array.isArray(value) && value.length === 0);
    if (!empty) return [];
    const expected = field.to === null ? field.document.type : `${field.to} id`;
    return [
      {
        code: "required",
        path: `${at}${pointer(field.id)}`,
        params: { label: field.label },
        expected,
        got: null,
      },
    ];
  });
}
