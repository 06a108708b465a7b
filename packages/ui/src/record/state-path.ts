import type { CompiledStates } from "@dougong/fields";

/**
 * The way that a record usually goes: from where it begins, each time by the first move to an option that the
 * document names later. What lies beside it, such as "void", is no step of the way.
 */
export function statePath(states: CompiledStates, initial: string | undefined): readonly string[] {
  const path: string[] = [];
  let at = initial ?? states.options[0];
  while (at !== undefined && !path.includes(at)) {
    path.push(at);
    const place = states.options.indexOf(at);
    at = (states.moves.get(at) ?? []).find((move) => states.options.indexOf(move.to) > place)?.to;
  }
  return path;
}
