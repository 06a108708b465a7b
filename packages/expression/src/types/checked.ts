import type { Value } from "../evaluate/environment.ts";
import type { Type } from "./type.ts";

/** Where a path starts. `row` with depth counts the lists around it: 0 is the innermost. */
export type PathRoot =
  | { readonly at: "record" }
  | { readonly at: "row"; readonly depth: number }
  | { readonly at: "parent" }
  /** `$user`, `$old`, `$input`, `$settings`, `$param`, … */
  | { readonly at: "root"; readonly name: string };

/** A node of a checked expression: every name is resolved, every constant has its type. */
export type Checked =
  | {
      readonly node: "constant";
      readonly type: Type /** contract form */;
      readonly value: Value;
    }
  | {
      readonly node: "path";
      readonly type: Type;
      readonly root: PathRoot;
      readonly steps: readonly PathStep[];
    }
  | { readonly node: "today" | "now" | "index"; readonly type: Type }
  | { readonly node: "list"; readonly type: Type; readonly items: readonly Checked[] }
  | {
      readonly node: "call";
      readonly type: Type;
      readonly operator: string;
      readonly args: readonly Checked[];
    }
  /**
   * SUM, COUNT, JOIN and their like over rows or over a list of plain values. `value` null: rows are counted. `outer`
   * are the arguments that are worked out once, outside of the row: JOIN's separator, ALLOCATE's total.
   */
  | {
      readonly node: "aggregate";
      readonly type: Type;
      readonly operator: string;
      readonly rows: Checked;
      readonly value: Checked | null;
      readonly filter: Checked | null;
      readonly outer: readonly Checked[];
    };

/** One name of a dotted path; `entity` is that of the record the name is read from. */
export interface PathStep {
  readonly name: string;
  readonly entity: string | null;
  readonly type: Type;
  /** The field is worked out at each read. */
  readonly live?: true;
}
