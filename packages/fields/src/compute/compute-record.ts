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
 * Works out all formulas of a record and its rows: rows first, then own-lines aggregates and the record's own, in
 * dependency order. The record must be whole, its lines included; what it holds under a formula's id is replaced.
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
  const problems: Problem[] = [];
  const values: Record<string, Value | undefined> = { ...record };
  for (const field of entity.fields.values()) {
    const rows =
      field.model.type === "lines" && field.to !== null ? catalogue.entities.get(field.to) : undefined;
    if (rows === undefined || values[field.id] === undefined) continue;
    values[field.id] = rowsOf(record, field.id).map((row, index) => {
      const computed = computeFields(
        rows,
        row,
        { ...environment, parent: values, index },
        pointer(field.id, index),
      );
      problems.push(...computed.problems);
      return computed.values;
    }) as Value;
  }
  const computed = computeFields(entity, values, environment, "");
  return {
    values: computed.values,
    aggregates: computeAggregates(entity, computed.values, environment),
    problems: [...problems, ...computed.problems],
  };
}

/** The formulas of one record or row, whose rows are worked out already. */
function computeFields(
  entity: Entity,
  record: RecordValues,
  environment: RecordEnvironment & { readonly parent?: RecordValues },
  path: string,
): Omit<ComputedRecord, "aggregates"> {
  const values: Record<string, Value | undefined> = { ...record };
  const problems: Problem[] = [];
  for (const field of entity.formulas) {
    if (field.formula === null) continue;
    const stored = workOut(
      field,
      field.formula.checked,
      { ...environment, record: values },
      `${path}${pointer(field.id)}`,
    );
    values[field.id] = "value" in stored ? stored.value : null;
    if ("problems" in stored) problems.push(...stored.problems);
  }
  return { values, problems };
}

function computeAggregates(
  entity: Entity,
  record: RecordValues,
  environment: RecordEnvironment,
): Readonly<Record<string, Value>> {
  const columns = (field: Field) =>
    field.aggregates.map(
      (aggregate) =>
        [aggregate.column, aggregateValue(aggregate.checked, { ...environment, record })] as const,
    );
  return Object.fromEntries([...entity.fields.values()].flatMap(columns));
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
