import type { Catalogue, Entity, RecordEnvironment, RecordValues } from "@dougong/fields";
import type { Problem } from "@dougong/model";
import type { FieldStates } from "./field-state.ts";

/** One write, as its rules see it. */
export interface RuleInput {
  readonly entity: Entity;
  readonly catalogue: Catalogue;
  readonly on: "create" | "update" | "delete";
  /** The record as it is to stand, whole, with its rows, in contract form; on delete the one that goes. */
  readonly record: RecordValues;
  /** The stored record with its rows; null on create. */
  readonly before: RecordValues | null;
  readonly environment: RecordEnvironment;
}

/** What a rule tells without refusing. */
export interface Warning {
  readonly rule: string;
  /** JSON Pointer of the field, `""` for the whole record. */
  readonly path: string;
  readonly message: string;
}

export interface RuleOutcome {
  /** The record after all rules, formulas worked out anew. */
  readonly values: RecordValues;
  /** `required`, `read_only_field`, `rule_failed`, and values that a `set` could not store. Row paths count places: `/lines/0/qty`. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
  readonly fields: FieldStates;
  /** Fields and form sections that rules hide. */
  readonly hiddenNames: ReadonlySet<string>;
  /** Of each lines field, the states of its rows in their order. */
  readonly rows: Readonly<Record<string, readonly FieldStates[]>>;
}
