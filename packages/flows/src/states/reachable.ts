import type { CompiledStates } from "@dougong/fields";

/**
 * The options that a record can come to from where it begins, by whatever makes the moves and conditions aside.
 *
 * @param initial options that a new record may have
 */
export function reachableStates(states: CompiledStates, initial: readonly string[]): ReadonlySet<string> {
  const reached = new Set(initial);
  const queue = [...initial];
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    for (const { to } of states.moves.get(next) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      queue.push(to);
    }
  }
  return reached;
}
