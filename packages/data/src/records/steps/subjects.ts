import type { Entity } from "@dougong/fields";
import { isLines, rowEntity } from "../lines/lines-field.ts";
import { rowPath } from "../locks/references.ts";
import { type RecordValues, rowId, rowsOf, type Write } from "./write.ts";

/** The record of a write, or one of its rows. */
export interface Subject {
  readonly entity: Entity;
  readonly record: RecordValues;
  readonly before: RecordValues | null;
  /** Where it stands in what was sent. */
  readonly at: string;
}

/** The record and all its rows, each as it will stand beside what it was. */
export function subjectsOf(write: Write): readonly Subject[] {
  const own = { entity: write.entity, record: write.record, before: write.before, at: write.at };
  const rows = [...write.entity.fields.values()].filter(isLines).flatMap((field) => {
    const entity = rowEntity(write.context.catalogue, field);
    const stored = new Map(
      (write.before === null ? [] : rowsOf(write.before, field.id)).map((row) => [rowId(row), row]),
    );
    return rowsOf(write.record, field.id).map((record) => ({
      entity,
      record,
      before: stored.get(rowId(record)) ?? null,
      at: rowPath(write, field, record),
    }));
  });
  return [own, ...rows];
}
