import { type Checked, type Environment, evaluate } from "@dougong/expression";
import type { CompiledMove, CompiledStates } from "@dougong/fields";
import { ProblemError } from "@dougong/model";

/** What wants to move a record: the environment reads the record as it will stand, `$old` the one before. */
export interface Mover {
  /** `action:ship`, `approval:x`, `flow:y`; null for a plain write. */
  readonly by: string | null;
  readonly environment: Environment;
}

/**
 * Where a record may go from a state, by this mover and now: the options in the order in which the document names
 * them. Staying is no move.
 *
 * @example
 * movesFrom(states, "approved", { by: "action:ship", environment }) // ["shipped"]
 */
export function movesFrom(states: CompiledStates, from: string, mover: Mover): readonly string[] {
  const open = (states.moves.get(from) ?? []).filter((move) => isOpen(move, mover));
  return [...new Set(open.map((move) => move.to))];
}

/** Whether a record may go from one state to another, by this mover and now. */
export function allowsMove(states: CompiledStates, from: string, to: string, mover: Mover): boolean {
  return (states.moves.get(from) ?? []).some((move) => move.to === to && isOpen(move, mover));
}

/** A move with `by` happens only so, whoever asks; its `when` must be true. */
export function isOpen(move: CompiledMove, { by, environment }: Mover): boolean {
  if (move.by !== null && (by === null || !move.by.includes(by))) return false;
  return move.when === null || holds(move.when, environment);
}

// A condition whose value is beyond its type is not true.
function holds(condition: Checked, environment: Environment): boolean {
  try {
    return evaluate(condition, environment) === true;
  } catch (fault) {
    if (fault instanceof ProblemError) return false;
    throw fault;
  }
}
