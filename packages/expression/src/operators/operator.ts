import type { Report } from "../check/report.ts";
import type { Evaluation } from "../evaluate/evaluation.ts";
import type { Plain } from "../evaluate/plain.ts";
import type { Lowering } from "../lower/lowering.ts";
import type { Fragment } from "../sql/fragment.ts";
import type { Checked } from "../types/checked.ts";
import type { Runtime } from "../types/runtime.ts";
import type { Type } from "../types/type.ts";

export type Call = Extract<Checked, { node: "call" }>;
export type AggregateNode = Extract<Checked, { node: "aggregate" }>;

/** Result type of a call, and its arguments where the check turned constants into typed ones. */
export interface Typed {
  readonly type: Type;
  readonly args: readonly Checked[];
}

/** One operator or function: both spellings, its types, its value in JavaScript and in PostgreSQL. */
export interface Operator {
  /** Canonical JSON name. */
  readonly name: string;
  /** Symbol or upper-case function name of the text spelling. */
  readonly text: string;
  readonly form: "infix" | "prefix" | "function";
  /** Least and greatest number of arguments. */
  readonly arity: readonly [least: number, most: number];
  /** Where it can be worked out; everywhere where left out. */
  readonly runs?: readonly Runtime[];
  readonly scalar?: Scalar;
  readonly aggregate?: Aggregate;
  readonly doc: { readonly en: string; readonly zh: string; readonly example: string };
}

/** The side of an operator that works on single values. */
export interface Scalar {
  /** Answers null after having reported what is wrong. */
  check(args: readonly Checked[], report: Report): Typed | null;
  evaluate(call: Call, run: Evaluation): Plain;
  lower(call: Call, to: Lowering): Fragment;
  /** SQL that is as good where null stands for false: it can use indexes. */
  lowerCondition?(call: Call, to: Lowering): Fragment;
  /** True where a boolean result is never null in SQL. */
  readonly total?: boolean;
}

/** The side of an operator that works on rows. */
export interface Aggregate {
  /** How many arguments between the value and the filter are worked out outside of the row; 0 where left out. */
  readonly outer?: number;
  /** Where true, a row that the filter leaves out stays in its place: its item is false. */
  readonly whole?: boolean;
  /** `value` is null where rows are counted, `alone` tells that no filter follows; null is answered after a report. */
  check(
    value: Checked | null,
    report: Report,
    alone: boolean,
    outer: readonly Checked[],
  ): { readonly type: Type; readonly value: Checked | null; readonly outer?: readonly Checked[] } | null;
  /** `items` are the values of the rows that the filter leaves, nulls too. */
  evaluate(items: readonly Plain[], node: AggregateNode, run: Evaluation): Plain;
  lower(node: AggregateNode, query: AggregateQuery): Fragment;
  /** The same over the rows of a GROUP BY: an aggregate function of PostgreSQL, so that nothing is read twice. */
  fold(node: AggregateNode, group: FoldedGroup): Fragment;
  readonly total?: boolean;
}

/** The rows of one group, which the FROM of the statement around holds. */
export interface FoldedGroup {
  /** ` filter (where …)`, or nothing. */
  readonly filter: Fragment;
  /** What rows come one after the other by. */
  readonly place: Fragment;
  /** Lowers inside the row. */
  readonly inner: Lowering;
  /** Lowers outside of it. */
  readonly outer: Lowering;
}

/** The rows of an aggregate in SQL. */
export interface AggregateQuery {
  /** `from … where …`, the filter included unless the aggregate is `whole`; more conditions may follow with `and`. */
  readonly tail: Fragment;
  /**
   * `from (select value as v …)`, with the place of the row as `o` where `ordered`. Aggregate functions stand over `v`:
   * one whose argument reads only the outer record would otherwise belong to the outer query.
   */
  values(value: Fragment, ordered?: "ordered"): Fragment;
  /** Lowers inside the row. */
  readonly inner: Lowering;
  /** Lowers outside of it. */
  readonly outer: Lowering;
}
