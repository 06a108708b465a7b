import type { Environment } from "@dougong/expression";
import {
  applyDefaults,
  type Catalogue,
  computeRecord,
  type Entity,
  type RecordEnvironment,
  type RecordValues,
  rowsOf,
} from "@dougong/fields";
import type { JsonObject, Problem } from "@dougong/model";
import { applyRules, type FieldStates, type RuleOutcome, type Warning } from "@dougong/rules";
import type { FormItemLayout, FormLayout } from "../layout/form-layout.ts";
import { conditionHolds } from "./condition-holds.ts";
import { fieldOptions } from "./field-options.ts";
import { missingValues } from "./missing-values.ts";
import { readRecord } from "./read-record.ts";

export interface FormFieldState {
  readonly visible: boolean;
  readonly required: boolean;
  readonly readOnly: boolean;
  /** Of a choice, the options that it may have now. */
  readonly options?: readonly string[];
}

export type FormFieldStates = Readonly<Record<string, FormFieldState>>;

/** A form as it stands now: what its fields hold, which are shown, what is wrong. */
export interface EvaluatedForm {
  /** Contract form, defaults of a new record filled in, rules applied, formulas worked out. */
  readonly values: RecordValues;
  readonly fields: FormFieldStates;
  /** Of each lines section's field, the states of its columns row by row. */
  readonly rows: Readonly<Record<string, readonly FormFieldStates[]>>;
  /** By the section's key. */
  readonly sections: Readonly<Record<string, { readonly visible: boolean }>>;
  /** What a write of these values would be refused for, as far as the record alone tells. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
}

export interface FormInput {
  readonly form: FormLayout;
  readonly catalogue: Catalogue;
  /** The record as it is typed, whole, with its rows. */
  readonly record: JsonObject;
  /** The stored record that is being changed; null for a new one. */
  readonly before: RecordValues | null;
  readonly environment: RecordEnvironment;
}

/**
 * Works out a live form: after every change in the browser, and for `POST /forms/{form}/evaluate`.
 *
 * @example
 * evaluateForm({ form, catalogue, record: { discount: "0.3" }, before: null, environment }).fields.reason
 * // { visible: true, required: true, readOnly: false }
 */
export function evaluateForm(input: FormInput): EvaluatedForm {
  const { form, catalogue, before, environment } = input;
  const { entity } = form;
  const read = readRecord(entity, catalogue, input.record, before);
  const filled =
    before === null
      ? withDefaults(entity, catalogue, read.values, environment)
      : { values: read.values, problems: [] };
  const outcome = applyRules({
    entity,
    catalogue,
    on: before === null ? "create" : "update",
    record: filled.values,
    before,
    environment,
  });
  const computed = computeRecord(entity, catalogue, outcome.values, environment);
  const shown = statesOf(form, { ...outcome, values: computed.values }, environment, before);
  const faulty = new Set(read.problems.map((problem) => problem.path));
  const missing = missingValues(form, computed.values, shown).filter((problem) => !faulty.has(problem.path));
  return {
    values: computed.values,
    ...shown,
    problems: withoutDoubles([
      ...read.problems,
      ...filled.problems,
      ...outcome.problems,
      ...computed.problems,
      ...missing,
    ]),
    warnings: outcome.warnings,
  };
}

function withDefaults(
  entity: Entity,
  catalogue: Catalogue,
  record: RecordValues,
  environment: RecordEnvironment,
): { readonly values: RecordValues; readonly problems: readonly Problem[] } {
  const own = applyDefaults(entity, record, environment);
  const problems = [...own.problems];
  const values: Record<string, RecordValues[string]> = { ...own.values };
  for (const field of entity.fields.values()) {
    const rows =
      field.model.type === "lines" && field.to !== null ? catalogue.entities.get(field.to) : undefined;
    if (rows === undefined || values[field.id] === undefined) continue;
    values[field.id] = rowsOf(values, field.id).map((row, index) => {
      const filled = applyDefaults(
        rows,
        row,
        { ...environment, parent: own.values, index },
        `/${field.id}/${index}`,
      );
      problems.push(...filled.problems);
      return filled.values;
    }) as RecordValues[string];
  }
  return { values, problems };
}

type Shown = Pick<EvaluatedForm, "fields" | "rows" | "sections">;

function statesOf(
  form: FormLayout,
  outcome: RuleOutcome,
  environment: RecordEnvironment,
  before: RecordValues | null,
): Shown {
  const roots = {
    ...environment.roots,
    old: before === null ? null : (before as NonNullable<Environment["roots"]>[string]),
  };
  const reading = { ...environment, roots };
  const sections: Record<string, { readonly visible: boolean }> = {};
  const fields: Record<string, FormFieldState> = {};
  const rows: Record<string, readonly FormFieldStates[]> = {};
  for (const section of form.sections) {
    const hidden =
      outcome.hiddenNames.has(section.key) ||
      (section.kind === "lines" && outcome.fields[section.field.id]?.hidden === true);
    const visible = !hidden && conditionHolds(section.when, { ...reading, record: outcome.values });
    sections[section.key] = { visible };
    if (section.kind === "fields")
      for (const item of section.items)
        fields[item.id] = withOptions(
          itemState(item, visible, outcome.fields, { ...reading, record: outcome.values }),
          fieldOptions(item.field, form.entity.states, before, { ...reading, record: outcome.values }),
        );
    if (section.kind !== "lines") continue;
    const state = outcome.fields[section.field.id];
    fields[section.field.id] = {
      visible,
      required: state?.required === true,
      readOnly: state?.readOnly === true,
    };
    rows[section.field.id] = rowsOf(outcome.values, section.field.id).map((row, index) => {
      const inRow = { ...reading, record: row, parent: outcome.values, index };
      return Object.fromEntries(
        section.items.map((item) => [
          item.id,
          itemState(item, visible, outcome.rows[section.field.id]?.[index] ?? {}, inRow),
        ]),
      );
    });
  }
  return { fields, rows, sections };
}

function withOptions(state: FormFieldState, options: readonly string[] | undefined): FormFieldState {
  return options === undefined ? state : { ...state, options };
}

function itemState(
  item: FormItemLayout,
  sectionVisible: boolean,
  states: FieldStates,
  environment: Environment,
): FormFieldState {
  const state = states[item.id];
  const visible = sectionVisible && state?.hidden !== true && conditionHolds(item.when, environment);
  // system fields have no state: they are always read-only
  const readOnly = state === undefined || state.readOnly || item.readOnly;
  return {
    visible,
    required: !readOnly && (state?.required === true || (visible && item.required)),
    readOnly,
  };
}

function withoutDoubles(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const key = `${problem.code} ${problem.path} ${problem.message ?? ""}`;
    const first = !seen.has(key);
    seen.add(key);
    return first;
  });
}
