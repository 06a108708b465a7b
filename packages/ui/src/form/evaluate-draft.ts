import { applyDefaults, type Entity, type Field, type RecordEnvironment } from "@dougong/fields";
import { evaluateForm, type FormFieldStates, type FormLayout } from "@dougong/forms";
import { type Problem, problemLocale, renderProblem } from "@dougong/model";
import type { Design } from "../design/design-context.tsx";
import type { RowValues } from "../line-grid/line-grid.tsx";
import type { Draft } from "./draft.ts";

/** What the documents say of a record as it is being typed. */
export interface DraftState {
  /** The draft with rules applied and every formula worked out. */
  readonly values: RowValues;
  readonly fields: FormFieldStates;
  /** Of each lines field, the states of its columns row by row. */
  readonly rows: Readonly<Record<string, readonly FormFieldStates[]>>;
  /** By the section's key. */
  readonly sections: Readonly<Record<string, { readonly visible: boolean }>>;
  /** Each with its sentence in `message`. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Who and when, for defaults, formulas and rules. */
function environmentOf(design: Design): RecordEnvironment {
  const { id, email, roles } = design.user;
  return {
    now: new Date().toISOString(),
    timeZone: design.timeZone,
    roots: { user: { id, email, roles: [...roles] } },
  };
}

/** A new record as it begins: its defaults, and one row where it must have rows. */
export function freshRecord(design: Design, entity: Entity): Draft {
  const { values } = applyDefaults(entity, {}, environmentOf(design));
  const rows = [...entity.fields.values()].flatMap((field) => {
    const least = field.document["min"];
    return field.type.kind === "rows" && typeof least === "number" && least > 0
      ? [[field.id, [toRow(freshRow(design, field))]] as const]
      : [];
  });
  return { ...values, ...Object.fromEntries(rows) };
}

function toRow(row: RowValues) {
  return Object.fromEntries(Object.entries(row).map(([id, value]) => [id, value ?? null]));
}

/** A new row as it begins. */
export function freshRow(design: Design, field: Field): RowValues {
  const rows = field.to === null ? undefined : design.catalogue.entities.get(field.to);
  return rows === undefined ? {} : applyDefaults(rows, {}, environmentOf(design)).values;
}

/**
 * Works out the form after a change. `original` is the stored record; null for a new one.
 * The rows that were added and never filled take no part.
 */
export function evaluateDraft(
  design: Design,
  layout: FormLayout,
  input: Draft,
  original: Draft | null,
): DraftState {
  const evaluated = evaluateForm({
    form: layout,
    catalogue: design.catalogue,
    record: input,
    before: original,
    environment: environmentOf(design),
  });
  const locale = problemLocale(design.language);
  return {
    ...evaluated,
    problems: evaluated.problems.map((problem) => ({
      ...problem,
      message: renderProblem(named(design, problem), locale).message,
    })),
    warnings: evaluated.warnings.map(({ path, message }) => ({ code: "rule_failed", path, message })),
  };
}

/** A sentence calls an entity by its label, not by its id. */
function named({ catalogue }: Design, problem: Problem): Problem {
  const entity = problem.params?.["entity"];
  const label = typeof entity === "string" ? catalogue.entities.get(entity)?.label : undefined;
  return label === undefined ? problem : { ...problem, params: { ...problem.params, entity: label } };
}
