import type { PathStep, Scope } from "@dougong/expression";
import type { Problem } from "@dougong/model";
import { unknownField } from "./unknown-field.ts";

/** Reads a dotted path of field names; references are followed, lists are not. */
export function resolvePath(
  scope: Scope,
  path: string,
  at: string,
): { readonly steps: readonly PathStep[] } | { readonly problem: Problem } {
  const steps: PathStep[] = [];
  let here: Scope | undefined = scope;
  for (const name of path.split(".")) {
    if (here === undefined)
      return {
        problem: {
          code: "type_mismatch",
          path: at,
          params: { label: path },
          expected: "reference",
          got: steps.at(-1)?.type.kind ?? name,
        },
      };
    const found = here.resolve(name);
    if (found === undefined) return { problem: unknownField(at, name, here.names()) };
    steps.push({ name, entity: here.entity, type: found.type });
    here = found.follow?.();
  }
  return { steps };
}
