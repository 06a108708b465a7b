export { allowsMove, type Mover, movesFrom } from "./states/moves.ts";
export { reachableStates } from "./states/reachable.ts";
export { type MoveEvent, moved, type StateMachine, stateMachine } from "./states/state-machine.ts";
