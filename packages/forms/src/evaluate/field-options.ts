import type { Environment } from "@dougong/expression";
import { type CompiledStates, choiceOptions, type Field, type RecordValues } from "@dougong/fields";
import { conditionHolds } from "./condition-holds.ts";

/**
 * The options that a choice may have now; undefined for a field that is none. A retired one stays where it is chosen. Of the field of an entity's states
 * these are the state that the record is in and those that a plain write may bring it to.
 *
 * @param before the stored record; null for a new one
 */
export function fieldOptions(
  field: Field,
  states: CompiledStates | null,
  before: RecordValues | null,
  environment: Environment,
): readonly string[] | undefined {
  if (field.document.type !== "choice") return undefined;
  const current = environment.record[field.id];
  const all = choiceOptions(field.document)
    .filter((option) => option.retired !== true || option.id === current)
    .map((option) => option.id);
  if (states === null || states.field !== field.id) return all;
  const open = openStates(states, field, before, environment);
  return all.filter((option) => open.has(option));
}

function openStates(
  states: CompiledStates,
  field: Field,
  before: RecordValues | null,
  environment: Environment,
): ReadonlySet<string> {
  const from = before?.[field.id];
  if (typeof from === "string") {
    const open = (states.moves.get(from) ?? []).filter(
      (move) => move.by === null && conditionHolds(move.when, environment),
    );
    return new Set([from, ...open.map((move) => move.to)]);
  }
  const { default: first } = field.document;
  return new Set(states.initial ?? (typeof first === "string" ? [first] : []));
}
