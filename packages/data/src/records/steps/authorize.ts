import { ProblemError } from "@dougong/model";
import type { Actor } from "../../actor/actor.ts";
import type { Step } from "./write.ts";

/** Nothing is allowed by default; `system.admin` has every grant, and so has the platform itself. */
export const authorize: Step = (write) => {
  if (write.entity.owner !== null) throw ownedEntity(write.entity.label, write.entity.owner);
  requireGrant(write.context.actor, write.operation === "create" ? "create" : "update", write.entity.label);
  return write;
};

/** @throws ProblemError `forbidden` */
export function requireGrant(actor: Actor, action: string, entity: string): void {
  if (actor.kind === "system" || actor.roles.includes("system.admin")) return;
  throw new ProblemError("forbidden", [{ code: "forbidden", path: "", params: { action, entity } }]);
}

export function ownedEntity(
  entity: string,
  owner: { readonly entity: string; readonly field: string },
): ProblemError {
  const params = { entity, owner: owner.entity, field: owner.field };
  return new ProblemError("owned_entity", [{ code: "owned_entity", path: "", params }]);
}
