import type { CompiledStates } from "@dougong/fields";
import { createMachine, transition } from "xstate";
import { isOpen, type Mover } from "./moves.ts";

/** A wish to bring a record to a state. */
export interface MoveEvent extends Mover {
  /** `move.shipped` */
  readonly type: string;
}

/**
 * The states of an entity as an XState machine, which flows and approvals drive as a pure reducer like their own.
 * It allows what `movesFrom` allows; a write asks `movesFrom`, which needs no machine.
 */
export function stateMachine(states: CompiledStates) {
  const nodes = states.options.map((option) => [option, nodeOf(states, option)] as const);
  return createMachine({
    types: {} as { events: MoveEvent },
    id: states.field,
    initial: states.options[0] ?? "",
    states: Object.fromEntries(nodes),
  });
}

export type StateMachine = ReturnType<typeof stateMachine>;

/**
 * Where a record stands after it was asked to move: the state wished for, or the one that it is in.
 *
 * @example
 * moved(machine, "approved", { type: "move.shipped", by: "action:ship", environment }) // "shipped"
 */
export function moved(machine: StateMachine, from: string, event: MoveEvent): string {
  const [next] = transition(machine, machine.resolveState({ value: from }), event);
  return String(next.value);
}

function nodeOf(states: CompiledStates, from: string) {
  const on: Record<string, { target: string; guard: (input: { event: MoveEvent }) => boolean }[]> = {};
  for (const move of states.moves.get(from) ?? []) {
    const event = `move.${move.to}`;
    const guarded = {
      target: move.to,
      guard: ({ event: given }: { event: MoveEvent }) => isOpen(move, given),
    };
    on[event] = [...(on[event] ?? []), guarded];
  }
  return { on };
}
