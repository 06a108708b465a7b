import type { Actor } from "../../actor/actor.ts";
import { type Access, fullAccess, noAccess } from "./entity-access.ts";

/** What an actor may read: the platform and administrators everything, anyone else nothing. */
export function actorAccess(actor: Actor): Access {
  if (actor.kind === "system" || actor.roles.includes("system.admin")) return fullAccess;
  return noAccess;
}
