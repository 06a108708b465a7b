import type { Fragment } from "@dougong/expression";

/** An alias of our own making as a fragment. */
export function columnAlias(alias: string): Fragment {
  return [`"${alias}"`];
}
