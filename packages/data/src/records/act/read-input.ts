import type { Value } from "@dougong/expression";
import { applyDefaults, type CompiledAction, type Entity, type Field, workOut } from "@dougong/fields";
import { type JsonObject, nearest, type Problem, pointer } from "@dougong/model";
import { coerceLines, usualMostRows } from "../steps/coerce-lines.ts";
import { coerceValue } from "../steps/coerce-value.ts";
import { environmentOf } from "../steps/environment.ts";
import type { GivenRow, RecordValues, Write } from "../steps/write.ts";
import { isEmpty } from "../steps/write.ts";

/** What was sent for an action's inputs, in contract form. What could not be read is absent and has its problem. */
export interface ActionInput {
  /** Where the inputs stand in what was sent: `/input`. */
  readonly at: string;
  readonly values: RecordValues;
  readonly lines: Readonly<Record<string, readonly GivenRow[]>>;
  readonly problems: readonly Problem[];
}

/** Reads the inputs by their fields; all faults are collected. */
export function readInput(
  action: CompiledAction,
  input: JsonObject,
  write: Write,
  at = "/input",
): ActionInput {
  const problems: Problem[] = [];
  const values: Record<string, Value> = {};
  const lines: Record<string, readonly GivenRow[]> = {};
  const { catalogue } = write.context;
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined) continue;
    const path = `${at}${pointer(name)}`;
    const field = action.input.get(name);
    const rows = action.rows.get(name);
    if (field === undefined) problems.push(unknownInput(name, path, action));
    else if (rows !== undefined) {
      const given = coerceLines(
        value,
        { catalogue, field, rows, path, operation: "create", before: [] },
        problems,
      );
      lines[name] = given.rows;
    } else {
      const coerced = coerceValue(value, { field, path, catalogue }, problems, undefined);
      if (coerced !== undefined) values[name] = coerced;
    }
  }
  return { at, values, lines, problems };
}

/**
 * The inputs as one record's action reads them: with their defaults, which read the record, and with what is missing
 * told.
 */
export function completeInput(
  action: CompiledAction,
  given: ActionInput,
  write: Write,
  record: RecordValues,
): { readonly input: RecordValues; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const input: Record<string, Value> = { ...given.values };
  const faulty = new Set(given.problems.map((problem) => problem.path));
  const environment = { ...environmentOf({ ...write, before: record }), record };
  for (const field of action.input.values()) {
    const path = `${given.at}${pointer(field.id)}`;
    if (input[field.id] === undefined && field.default !== null && !faulty.has(path)) {
      const worked = workOut(field, field.default, environment, path);
      if ("value" in worked) input[field.id] = worked.value;
      else problems.push(...worked.problems);
    }
    const rows = action.rows.get(field.id);
    if (rows !== undefined) input[field.id] = completeRows(field, rows, given, environment, problems);
    else if (field.document.required === true && isEmpty(input[field.id]) && !faulty.has(path))
      problems.push(missing(field, path));
    input[field.id] ??= null;
  }
  return { input, problems };
}

function completeRows(
  field: Field,
  entity: Entity,
  given: ActionInput,
  environment: Parameters<typeof applyDefaults>[2],
  problems: Problem[],
): Value {
  const rows = given.lines[field.id] ?? [];
  const path = `${given.at}${pointer(field.id)}`;
  if (!given.problems.some((problem) => problem.path.startsWith(path)))
    problems.push(...countProblems(field, rows.length, path));
  return rows.map((row) => {
    const applied = applyDefaults(entity, row.values, environment, row.path);
    problems.push(...applied.problems);
    const values = Object.fromEntries(
      [...entity.fields.keys()].map((name): [string, Value] => [name, applied.values[name] ?? null]),
    );
    for (const member of entity.fields.values()) {
      const at = `${row.path}${pointer(member.id)}`;
      if (member.document.required !== true || !isEmpty(values[member.id])) continue;
      if (!given.problems.some((problem) => problem.path === at)) problems.push(missing(member, at));
    }
    return values;
  });
}

function countProblems(field: Field, count: number, path: string): readonly Problem[] {
  const { required, min: least, max: most } = field.document;
  const min = typeof least === "number" ? least : required === true ? 1 : 0;
  const max = typeof most === "number" ? most : usualMostRows;
  const { label } = field;
  if (count === 0 && required === true) return [missing(field, path)];
  if (count > max)
    return [
      {
        code: "out_of_range",
        variant: "lines_max",
        path,
        params: { label, max },
        expected: { max },
        got: count,
      },
    ];
  if (count < min)
    return [
      {
        code: "out_of_range",
        variant: "lines_min",
        path,
        params: { label, min },
        expected: { min },
        got: count,
      },
    ];
  return [];
}

function missing(field: Field, path: string): Problem {
  const expected = field.to === null ? field.document.type : `${field.to} id`;
  return { code: "required", path, params: { label: field.label }, expected, got: null };
}

function unknownInput(name: string, path: string, action: CompiledAction): Problem {
  const near = nearest(name, [...action.input.keys()]);
  return { code: "unknown_field", path, params: { name, ...(near === undefined ? {} : { nearest: near }) } };
}
