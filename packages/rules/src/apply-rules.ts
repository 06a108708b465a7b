import type { Value } from "@dougong/expression";
import { type CompiledRule, computeRecord, type Entity, type RecordValues, rowsOf } from "@dougong/fields";
import { type Problem, pointer } from "@dougong/model";
import { type Bindings, changedFields, fieldStates, missingFields } from "./bound-fields.ts";
import type { FieldStates } from "./field-state.ts";
import type { RuleInput, RuleOutcome, Warning } from "./rule-input.ts";
import { type RuleEffects, runRule } from "./run-rule.ts";
import type { Subject } from "./subject.ts";

/**
 * Runs the rules of a write: those of the record in their order, then those of its rows, each once, each over values
 * that are worked out anew after those before. The same on the server and in the browser.
 *
 * @example
 * applyRules({ entity: order, catalogue, on: "create", record, before: null, environment }).problems
 * // [{ code: "required", path: "/reason", … }, { code: "rule_failed", path: "/reason", message: "Say why" }]
 */
export function applyRules(input: RuleInput): RuleOutcome {
  const run = startRun(input);
  for (const rule of input.entity.rules) runOnRecord(run, rule);
  for (const lines of linesOf(input)) {
    for (const rule of lines.entity.rules) runOnRows(run, lines, rule);
    if (lines.entity.rules.length > 0) runOnRemoved(run, lines);
  }
  return outcomeOf(run);
}

interface LinesField {
  readonly field: string;
  readonly entity: Entity;
}

interface Run {
  readonly input: RuleInput;
  values: RecordValues;
  readonly problems: Problem[];
  readonly warnings: Warning[];
  readonly record: OpenBindings;
  /** By JSON Pointer of the row. */
  readonly rows: Map<string, OpenBindings>;
}

interface OpenBindings extends Bindings {
  readonly required: Set<string>;
  readonly readOnly: Set<string>;
  readonly hidden: Set<string>;
}

function noBindings(): OpenBindings {
  return { required: new Set(), readOnly: new Set(), hidden: new Set() };
}

function startRun(input: RuleInput): Run {
  const values =
    input.on === "delete"
      ? input.record
      : computeRecord(input.entity, input.catalogue, input.record, input.environment).values;
  return { input, values, problems: [], warnings: [], record: noBindings(), rows: new Map() };
}

function linesOf({ entity, catalogue }: RuleInput): readonly LinesField[] {
  return [...entity.fields.values()].flatMap((field) => {
    const rows =
      field.model.type === "lines" && field.to !== null ? catalogue.entities.get(field.to) : undefined;
    return rows === undefined ? [] : [{ field: field.id, entity: rows }];
  });
}

function runOnRecord(run: Run, rule: CompiledRule): void {
  const { entity, on, before } = run.input;
  const effects = runRule(rule, { entity, on, record: run.values, before, path: "" }, run.input.environment);
  if (effects === null) return;
  note(run, effects, run.record);
  if (Object.keys(effects.set).length > 0) refresh(run, { ...run.values, ...effects.set });
}

/** One rule over all rows of a lines field; formulas are worked out anew after the last row. */
function runOnRows(run: Run, lines: LinesField, rule: CompiledRule): void {
  let changed = false;
  const rows = rowSubjects(run, lines, rowsOf(run.values, lines.field)).map((subject) => {
    const effects = runRule(rule, subject, run.input.environment);
    if (effects === null) return subject.record;
    const bindings = run.rows.get(subject.path) ?? noBindings();
    run.rows.set(subject.path, bindings);
    note(run, effects, bindings);
    changed = changed || Object.keys(effects.set).length > 0;
    return { ...subject.record, ...effects.set };
  });
  if (changed) refresh(run, { ...run.values, [lines.field]: rows as Value });
}

/** Rows that the write takes away meet the rules of `delete`; their path is that of the lines field. */
function runOnRemoved(run: Run, lines: LinesField): void {
  const kept = new Set(rowsOf(run.input.on === "delete" ? {} : run.values, lines.field).map((row) => row.id));
  const removed = rowsOf(run.input.before ?? {}, lines.field).filter((row) => !kept.has(row.id));
  for (const record of removed)
    for (const rule of lines.entity.rules) {
      const subject: Subject = {
        entity: lines.entity,
        on: "delete",
        record,
        before: record,
        path: pointer(lines.field),
        parent: run.values,
      };
      const effects = runRule(rule, subject, run.input.environment);
      if (effects === null) continue;
      run.problems.push(...effects.problems.map((problem) => ({ ...problem, path: subject.path })));
      run.warnings.push(...effects.warnings.map((warning) => ({ ...warning, path: subject.path })));
    }
}

function rowSubjects(run: Run, lines: LinesField, rows: readonly RecordValues[]): readonly Subject[] {
  if (run.input.on === "delete") return [];
  const before = new Map(rowsOf(run.input.before ?? {}, lines.field).map((row) => [row.id, row]));
  return rows.map((record, index) => {
    const stored = record.id === undefined || record.id === null ? undefined : before.get(record.id);
    return {
      entity: lines.entity,
      on: stored === undefined ? "create" : "update",
      record,
      before: stored ?? null,
      path: pointer(lines.field, index),
      parent: run.values,
      index,
    };
  });
}

function note(run: Run, effects: RuleEffects, bindings: OpenBindings): void {
  for (const name of effects.required) bindings.required.add(name);
  for (const name of effects.readOnly) bindings.readOnly.add(name);
  for (const name of effects.hidden) bindings.hidden.add(name);
  run.problems.push(...effects.problems);
  run.warnings.push(...effects.warnings);
}

function refresh(run: Run, record: RecordValues): void {
  run.values =
    run.input.on === "delete"
      ? record
      : computeRecord(run.input.entity, run.input.catalogue, record, run.input.environment).values;
}

function outcomeOf(run: Run): RuleOutcome {
  const { input } = run;
  const problems = [...run.problems];
  const rows: Record<string, readonly FieldStates[]> = {};
  if (input.on !== "delete") {
    const subject = { entity: input.entity, on: input.on, before: input.before, path: "" };
    problems.push(
      ...changedFields({ ...subject, record: input.record }, run.record.readOnly, input.environment),
    );
    problems.push(...missingFields({ ...subject, record: run.values }, run.record.required));
    for (const lines of linesOf(input)) rows[lines.field] = finishRows(run, lines, problems);
  }
  return {
    values: run.values,
    problems,
    warnings: run.warnings,
    fields: fieldStates(input.entity, run.record),
    hiddenNames: run.record.hidden,
    rows,
  };
}

function finishRows(run: Run, lines: LinesField, problems: Problem[]): readonly FieldStates[] {
  const given = rowSubjects(run, lines, rowsOf(run.input.record, lines.field));
  return rowSubjects(run, lines, rowsOf(run.values, lines.field)).map((subject, index) => {
    const bindings = run.rows.get(subject.path) ?? noBindings();
    const sent = given[index];
    if (sent !== undefined) problems.push(...changedFields(sent, bindings.readOnly, run.input.environment));
    problems.push(...missingFields(subject, bindings.required));
    return fieldStates(lines.entity, bindings);
  });
}
