import type { Environment } from "@dougong/expression";
import { applyDefaults, type CompiledStates, choiceOptions, type Entity, type Field } from "@dougong/fields";
import { allowsMove, type Mover, movesFrom } from "@dougong/flows";
import { type Problem, pointer } from "@dougong/model";
import { environmentOf } from "./environment.ts";
import { type Subject, subjectsOf } from "./subjects.ts";
import { type RecordValues, type Step, type Write, withProblems } from "./write.ts";

/** The state of the record, and of each row that has one, goes only as the entity's `states` say. */
export const moves: Step = (write) => {
  return withProblems(
    write,
    subjectsOf(write).flatMap((subject) => badMove(write, subject)),
  );
};

function badMove(write: Write, { entity, record, before, at }: Subject): readonly Problem[] {
  const { states } = entity;
  const field = states === null ? undefined : entity.fields.get(states.field);
  if (states === null || field === undefined) return [];
  const path = `${at}${pointer(field.id)}`;
  const from = stateIn(before, field.id);
  const to = stateIn(record, field.id);
  // What could not be read has its problem already.
  if ((from === to && before !== null) || write.problems.some((one) => one.path === path)) return [];
  const environment = mover(write, record, before);
  if (from === null) {
    const initial = initialStates(write, entity, states, field, record);
    return initial.includes(to)
      ? []
      : [
          problem(
            field,
            path,
            from,
            to,
            initial.filter((one) => one !== null),
          ),
        ];
  }
  if (to !== null && allowsMove(states, from, to, environment)) return [];
  return [problem(field, path, from, to, movesFrom(states, from, environment))];
}

function stateIn(record: RecordValues | null, name: string): string | null {
  const value = record?.[name];
  return typeof value === "string" ? value : null;
}

function mover(write: Write, record: RecordValues, before: RecordValues | null): Mover {
  const base = environmentOf(write);
  const parent = record === write.record ? {} : { parent: write.record };
  const environment: Environment = { ...base, ...parent, record, roots: { ...base.roots, old: before } };
  return { by: write.cause, environment };
}

/** Where a record may begin: the options that `initial` names, else the default alone. */
function initialStates(
  write: Write,
  entity: Entity,
  states: CompiledStates,
  field: Field,
  record: RecordValues,
): readonly (string | null)[] {
  if (states.initial !== null) return states.initial;
  const others = Object.fromEntries(Object.entries(record).filter(([name]) => name !== field.id));
  const { values } = applyDefaults(entity, others, environmentOf(write));
  return [stateIn({ state: values[field.id] ?? null }, "state")];
}

function problem(
  field: Field,
  path: string,
  from: string | null,
  to: string | null,
  allowed: readonly string[],
): Problem {
  const options = choiceOptions(field.document);
  const word = (id: string | null) => options.find((option) => option.id === id)?.label ?? id ?? "–";
  return {
    code: "bad_move",
    path,
    ...(from === null ? { variant: "initial" } : allowed.length === 0 ? { variant: "none" } : {}),
    params: { label: field.label, from: word(from), to: word(to), allowed: allowed.map(word).join(", ") },
    expected: [...allowed],
    got: to,
  };
}
