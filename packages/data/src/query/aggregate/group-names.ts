import type { PathStep, Scope, ScopeName, Type } from "@dougong/expression";

/** Names of groups and measures with their types; a group named by a path, `customer.tier`, is read by it. */
export function groupScope(types: ReadonlyMap<string, Type>, prefix = ""): Scope {
  const under = (name: string) => [...types.keys()].some((one) => one.startsWith(`${prefix}${name}.`));
  return {
    entity: null,
    resolve(name): ScopeName | undefined {
      const type = types.get(`${prefix}${name}`);
      if (!under(name)) return type === undefined ? undefined : { type };
      return { type: type ?? { kind: "null" }, follow: () => groupScope(types, `${prefix}${name}.`) };
    },
    names: () => [
      ...new Set(
        [...types.keys()]
          .filter((one) => one.startsWith(prefix))
          .map((one) => one.slice(prefix.length).split(".")[0] ?? ""),
      ),
    ],
  };
}

/** The group or measure that a path of such a scope means. */
export function nameOfSteps(steps: readonly PathStep[]): string {
  return steps.map((step) => step.name).join(".");
}
