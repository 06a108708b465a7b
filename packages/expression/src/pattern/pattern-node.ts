import type { CharacterSet } from "./character-set.ts";

/** A parsed pattern. Only what a linear-time matcher can run is in it. */
export type PatternNode =
  | { readonly node: "character"; readonly set: CharacterSet }
  | { readonly node: "start" | "end" }
  | { readonly node: "sequence"; readonly items: readonly PatternNode[] }
  | { readonly node: "alternatives"; readonly items: readonly PatternNode[] }
  /** `max` null: without end. */
  | {
      readonly node: "repeat";
      readonly item: PatternNode;
      readonly min: number;
      readonly max: number | null;
    };

/** Why a text is no pattern: `unsupported_kind` for a construct outside the grammar, else `syntax_error`. */
export interface PatternFault {
  readonly code: "unsupported_kind" | "syntax_error";
  /** Code points from 0. */
  readonly offset: number;
  readonly construct: string;
}

export class PatternError extends Error {
  readonly fault: PatternFault;

  constructor(fault: PatternFault) {
    super(`${fault.code} at ${fault.offset}: ${fault.construct}`);
    this.name = "PatternError";
    this.fault = fault;
  }
}
