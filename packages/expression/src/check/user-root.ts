import type { Scope, ScopeName } from "../types/scope.ts";
import type { Type } from "../types/type.ts";

const user: Type = { kind: "reference", to: "system.user" };

const names: ReadonlyMap<string, ScopeName> = new Map<string, ScopeName>([
  ["id", { type: user }],
  ["email", { type: { kind: "text" } }],
  ["roles", { type: { kind: "list", of: { kind: "text" } } }],
  ["unit", { type: { kind: "reference", to: "system.unit" } }],
  ["units", { type: { kind: "references", to: "system.unit" } }],
  ["manager", { type: user }],
]);

const scope: Scope = {
  entity: "system.user",
  resolve: (name) => names.get(name),
  names: () => [...names.keys()],
};

/** `$user` where the context has none of its own (contract 0.2). */
export const userRoot: ScopeName = { type: user, follow: () => scope };
