import { type Checked, type Environment, evaluate, type Value } from "@dougong/expression";
import { type Problem, ProblemError, pointer } from "@dougong/model";
import type { Catalogue, Entity, Field } from "../catalogue/catalogue.ts";
import { type RecordEnvironment, type RecordValues, rowsOf } from "./record-environment.ts";
import { workOut } from "./work-out.ts";

export interface ComputedRecord {
  /** The record with every formula worked out, in its rows, too. */
  readonly values: RecordValues;
  /** Own-lines aggregates by column, `_agg_…`: what the owner's hidden columns hold. */
  readonly aggregates: Readonly<Record<string, Value>>;
  /** `out_of_range` at the formulas whose value their result type cannot hold. */
  readonly problems: readonly Problem[];
}

/**
 * Works out all computed fields of a record and its rows in dependency order, those of rows between those of the
 * record. The record must be whole, its lines included; what it holds under a computed field's id is replaced, but
 * for what only the database knows: rollups, and without `follow` in the environment all that reads other records.
 *
 * @example
 * computeRecord(order, catalogue, { discount: "0.1000", lines: [{ qty: 2, price: "9.99" }] }, environment).values.total // "17.98"
 */
export function computeRecord(
  entity: Entity,
  catalogue: Catalogue,
  record: RecordValues,
  environment: RecordEnvironment,
): ComputedRecord {
  const own: Problem[] = [];
  const inRows: Problem[] = [];
  const values: Record<string, Value | undefined> = { ...record };
  const lists = linesOf(entity, catalogue, record);
  for (const list of lists) values[list.field] = list.rows;
  for (const { field, list } of inOrder(entity, lists)) {
    if (list === null) {
      compute(field, values, { ...environment, record: values }, "", own);
      continue;
    }
    for (const [index, row] of list.rows.entries())
      compute(
        field,
        row,
        { ...environment, record: row, parent: values, index },
        pointer(list.field, index),
        inRows,
      );
  }
  return {
    values,
    aggregates: computeAggregates(entity, values, environment),
    problems: [...inRows, ...own],
  };
}

interface Lines {
  readonly field: string;
  readonly entity: Entity;
  readonly rows: Record<string, Value>[];
}

function linesOf(entity: Entity, catalogue: Catalogue, record: RecordValues): readonly Lines[] {
  return [...entity.fields.values()].flatMap((field): readonly Lines[] => {
    const rows =
      field.model.type === "lines" && field.to !== null ? catalogue.entities.get(field.to) : undefined;
    if (rows === undefined || record[field.id] === undefined) return [];
    const copies = rowsOf(record, field.id).map((row) => ({ ...row }) as Record<string, Value>);
    return [{ field: field.id, entity: rows, rows: copies }];
  });
}

/** Fields of the record and of its rows, each after those that it may read. */
function inOrder(
  entity: Entity,
  lists: readonly Lines[],
): readonly { readonly field: Field; readonly list: Lines | null }[] {
  const own = entity.formulas.map((field) => ({ field, list: null }));
  const inner = lists.flatMap((list) => list.entity.formulas.map((field) => ({ field, list })));
  if (inner.length === 0) return own;
  return [...own, ...inner].sort((a, b) => a.field.rank - b.field.rank);
}

function compute(
  field: Field,
  values: Record<string, Value | undefined>,
  environment: Environment,
  path: string,
  problems: Problem[],
): void {
  if (field.computed === null) return;
  if (field.rollup !== null || (!field.local && environment.follow === undefined)) {
    values[field.id] ??= null;
    return;
  }
  const stored = workOut(field, field.computed, environment, `${path}${pointer(field.id)}`);
  values[field.id] = "value" in stored ? stored.value : null;
  if ("problems" in stored) problems.push(...stored.problems);
}

function computeAggregates(
  entity: Entity,
  record: RecordValues,
  environment: RecordEnvironment,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    entity.derived.columns.flatMap((column) =>
      column.kind === "aggregate" && column.local !== null
        ? [[column.name, aggregateValue(column.local, { ...environment, record })] as const]
        : [],
    ),
  );
}

/** Null where it is beyond its type: the formula that reads it has told so already. */
function aggregateValue(checked: Checked, environment: Environment): Value {
  try {
    return evaluate(checked, environment);
  } catch (error) {
    if (error instanceof ProblemError) return null;
    throw error;
  }
}
