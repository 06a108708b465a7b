import type { JsonValue } from "../json/json.ts";
import type { ProblemCode } from "./codes.ts";

/**
 * One fault found in something that was sent: data, never an exception's text.
 * The sentence that a person reads is made at the edge, in that person's language,
 * from the catalogue (`renderProblem`); `message` is set only where a designer wrote it
 * (a rule's or an invariant's own words).
 *
 * @example
 * { code: "out_of_range", path: "/discount", params: { label: "Discount", max: "0.5" }, expected: { max: "0.5" }, got: "0.7" }
 */
export interface Problem {
  readonly code: ProblemCode;
  /** JSON Pointer (RFC 6901) into what was sent; `""` is the whole of it, or another record. */
  readonly path: string;
  /** Picks a more exact sentence of the catalogue: `max` looks up `out_of_range.max` before `out_of_range`. */
  readonly variant?: string;
  /** Fills `{name}` in the catalogue's sentences. */
  readonly params?: Readonly<Record<string, string | number>>;
  readonly expected?: JsonValue;
  readonly got?: JsonValue;
  /** Words of the designer, in the app's language; they replace the catalogue's. */
  readonly message?: string;
  /** The text and offset (code points, from 0) of an expression's fault. */
  readonly at?: { readonly text: string; readonly offset: number; readonly length: number };
}

/** What a caller receives for one problem: contract 2.1. */
export interface ProblemItem {
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly expected?: JsonValue;
  readonly got?: JsonValue;
  /** The text and place of an expression's fault. */
  readonly at?: { readonly text: string; readonly offset: number; readonly length: number };
  readonly fix: string;
}

/**
 * Carries problems out of a call that could not go on. `code` decides the status:
 * `validation_failed` for a list of item codes, or one request code such as `version_conflict`.
 */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly problems: readonly Problem[];
  /** Further members of the answer (`base`, `current`, `conflicts` of a version conflict). */
  readonly members: Readonly<Record<string, JsonValue>>;

  constructor(
    code: ProblemCode,
    problems: readonly Problem[] = [],
    members: Readonly<Record<string, JsonValue>> = {},
  ) {
    super(problems.length === 0 ? code : `${code}: ${problems.map((p) => `${p.code} ${p.path}`).join(", ")}`);
    this.name = "ProblemError";
    this.code = code;
    this.problems = problems;
    this.members = members;
  }
}
