import type { Value } from "@dougong/expression";
import { same } from "./draft.ts";

type Values = Readonly<Record<string, Value>>;

/** What two people made of one record. */
export interface Merge {
  /** Changed by both to different values: somebody has to choose. */
  readonly both: readonly string[];
  /** Changed by me alone; kept. */
  readonly mine: readonly string[];
  /** Changed by the other alone; taken over. */
  readonly theirs: readonly string[];
}

/** Compares what I began with, what I have, and what is stored now, field by field. */
export function compareThree(base: Values, mine: Values, theirs: Values): Merge {
  const fields = [...new Set([...Object.keys(base), ...Object.keys(mine), ...Object.keys(theirs)])];
  const byMe = fields.filter((field) => !same(mine[field], base[field]));
  const byThem = fields.filter((field) => !same(theirs[field], base[field]));
  const both = byMe.filter((field) => byThem.includes(field) && !same(mine[field], theirs[field]));
  return {
    both,
    mine: byMe.filter((field) => !byThem.includes(field)),
    theirs: byThem.filter((field) => !byMe.includes(field)),
  };
}

export type Choice = "mine" | "theirs";

/** The fields to send on top of what is stored now: mine where I changed or chose it. */
export function mergedPatch(merge: Merge, mine: Values, choices: Readonly<Record<string, Choice>>): Values {
  const sent = [...merge.mine, ...merge.both.filter((field) => choices[field] === "mine")];
  return Object.fromEntries(sent.map((field) => [field, mine[field] ?? null]));
}
