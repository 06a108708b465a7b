import type { CompiledAction } from "@dougong/fields";
import { type Problem, ProblemError } from "@dougong/model";
import type { ActionRequest } from "../record-service.ts";

const mostRecords = 1000;

/**
 * The records that an action is asked for, each once, in the order given.
 *
 * @throws ProblemError `validation_failed` where the request names none and must, or some and must not
 */
export function targetsOf(action: CompiledAction, { target }: ActionRequest): readonly string[] {
  if (action.on === "none") {
    if (target !== null) refuse("ids" in target ? "ids" : "id", { code: "unknown_member" });
    return [];
  }
  if (target === null) return refuse("id", { code: "required", variant: "member" });
  if ("id" in target) return [target.id];
  const ids = [...new Set(target.ids)];
  if (ids.length === 0) refuse("ids", { code: "required", variant: "member" });
  if (ids.length > mostRecords)
    refuse("ids", { code: "too_many", expected: { max: mostRecords }, got: ids.length });
  return ids;
}

function refuse(member: string, problem: Omit<Problem, "path">): never {
  const params = { name: member, label: member, max: mostRecords };
  throw new ProblemError("validation_failed", [{ ...problem, path: `/${member}`, params }]);
}
