import type { CompiledAction, Entity } from "@dougong/fields";
import { nearest, type Problem, ProblemError } from "@dougong/model";
import { environmentOf } from "../steps/environment.ts";
import { holds } from "../steps/holds.ts";
import type { RecordValues, Write } from "../steps/write.ts";

/** @throws ProblemError `not_found` for a name that is no action of the entity */
export function actionOf(entity: Entity, id: string): CompiledAction {
  const action = entity.actions.get(id);
  if (action !== undefined) return action;
  const near = nearest(id, [...entity.actions.keys()]);
  const params = { name: id, entity: entity.label, ...(near === undefined ? {} : { nearest: near }) };
  throw new ProblemError("not_found", [{ code: "not_found", variant: "action", path: "", params }]);
}

/** How moves between states name an action. */
export function causeOf(action: CompiledAction): string {
  return `action:${action.id}`;
}

/** The refusal of an action's guard, or undefined where it holds for the record as it stands. */
export function guardProblem(
  action: CompiledAction,
  write: Write,
  record: RecordValues,
): Problem | undefined {
  const base = environmentOf({ ...write, before: record });
  if (action.when === null || holds(action.when, { ...base, record })) return undefined;
  const params = { action: action.label, entity: write.entity.label };
  return { code: "state_conflict", variant: "action", path: write.at, params };
}
