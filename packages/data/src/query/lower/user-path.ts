import { type Fragment, type PathStep, parameter, sql } from "@dougong/expression";
import { fullAccess } from "../access/entity-access.ts";
import type { Frame } from "./frame.ts";
import { fromId } from "./path-value.ts";

/** `$user.…` of the actor: id, e-mail and roles are bound, the rest is read from their own record. */
export function userPath(frame: Frame, steps: readonly PathStep[]): Fragment {
  const { actor } = frame;
  const id: Fragment = [parameter(actor.kind === "user" ? actor.user : null, "uuid")];
  const [first, ...rest] = steps;
  if (first === undefined || first.name === "id") return id;
  if (first.name === "email") return [parameter(actor.kind === "user" ? actor.email : null, "text")];
  if (first.name === "roles") return textArray(actor.kind === "user" ? actor.roles : []);
  const users = frame.catalogue.entities.get("system.user");
  if (users === undefined) throw new TypeError("There is no entity system.user");
  // A condition on the reader is judged by what they are, not by what they may see of themselves.
  const judge: Frame = { ...frame, access: fullAccess };
  if (first.name !== "units") return fromId(judge, users, id, steps);
  const unit = fromId(judge, users, id, [{ ...first, name: "unit" }, ...rest]);
  return sql`(select array[u.x] from (select ${unit} as x) as u where u.x is not null)`;
}

function textArray(values: readonly string[]): Fragment {
  const items = values.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`);
  return [parameter(`{${items.join(",")}}`, "text[]")];
}
