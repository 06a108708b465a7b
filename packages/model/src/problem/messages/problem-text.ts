import type { ProblemCode } from "../codes.ts";

/**
 * The words for one code in one language. Of a list the first sentence is taken whose `{names}` are all
 * given, so a list goes from the most exact sentence to one that needs nothing.
 */
export interface ProblemText {
  /** A few words, as a heading. */
  readonly title: string;
  readonly message: readonly string[];
  /** What to do. */
  readonly fix: readonly string[];
  /** More exact words for `Problem.variant`. */
  readonly variants?: Readonly<
    Record<string, { readonly message: readonly string[]; readonly fix?: readonly string[] }>
  >;
  /** When and why it occurs: the body of its documentation page. */
  readonly explain: string;
}

export type ProblemTexts = Readonly<Record<ProblemCode, ProblemText>>;
