import type { PathStep, ScopeName } from "@dougong/expression";
import type { Problem } from "@dougong/model";
import type { Names } from "./names.ts";
import { unknownField } from "./unknown-field.ts";

/** Reads a dotted path of field names; references and `$parent` are followed, lists are not. */
export function resolvePath(
  names: Names,
  path: string,
  at: string,
): { readonly steps: readonly PathStep[] } | { readonly problem: Problem } {
  const steps: PathStep[] = [];
  let here: Names["scope"] | undefined = names.scope;
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
    const found: ScopeName | undefined =
      steps.length === 0 && name === "$parent" ? parentOf(names) : here.resolve(name);
    if (found === undefined) return { problem: unknownField(at, name, here.names()) };
    steps.push({ name, entity: here.entity, type: found.type });
    here = found.follow?.();
  }
  return { steps };
}

function parentOf({ parent }: Names): ScopeName | undefined {
  if (parent === undefined || parent.entity === null) return undefined;
  return { type: { kind: "reference", to: parent.entity }, follow: () => parent };
}
