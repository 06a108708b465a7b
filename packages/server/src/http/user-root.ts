import type { Actor } from "@dougong/data";

/** `$user` of the expressions that a request evaluates. */
export function userRoot({ user, email, roles }: Extract<Actor, { kind: "user" }>) {
  return { id: user, email, roles: [...roles], unit: null, units: [], manager: null };
}
