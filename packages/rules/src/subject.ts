import type { Environment } from "@dougong/expression";
import type { Entity, RecordEnvironment, RecordValues } from "@dougong/fields";

/** The record or row that rules run over. */
export interface Subject {
  readonly entity: Entity;
  readonly on: "create" | "update" | "delete";
  readonly record: RecordValues;
  readonly before: RecordValues | null;
  /** JSON Pointer of the record in the write: `""`, `/lines/0`. */
  readonly path: string;
  readonly parent?: RecordValues;
  readonly index?: number;
}

/** What a rule's expressions read: the subject's values, its owner, what was before. */
export function environmentOf(subject: Subject, environment: RecordEnvironment): Environment {
  return {
    ...environment,
    record: subject.record,
    ...(subject.parent === undefined ? {} : { parent: subject.parent }),
    ...(subject.index === undefined ? {} : { index: subject.index }),
    roots: { ...environment.roots, old: subject.before === null ? null : defined(subject.before) },
  };
}

function defined(record: RecordValues): Readonly<Record<string, Exclude<RecordValues[string], undefined>>> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
