import type { ExpressionSource } from "../document/common.ts";

/** Calendar steps that a date or datetime is grouped by. */
export const buckets = ["hour", "day", "week", "month", "quarter", "year"] as const;

export type Bucket = (typeof buckets)[number];

/** One thing that an aggregate is grouped by. */
export interface GroupBy {
  /** A field, or a dotted path through references. */
  readonly field: string;
  readonly bucket?: Bucket;
  /** Its name in the answer; default: `field` as it stands. */
  readonly as?: string;
  /** For a reference: its record's label stands beside it, as `{as}.$label`. */
  readonly label?: boolean;
}

/**
 * A question to groups of an entity's records.
 *
 * @example
 * { from: "orders.order", where: 'status != "draft"', groupBy: [{ field: "ordered_on", bucket: "month", as: "month" }], measures: { revenue: "SUM(total)" }, sort: ["month"] }
 */
export interface AggregateQuery {
  /** Qualified entity id. */
  readonly from: string;
  readonly where?: ExpressionSource;
  /** Without one the answer is one row. */
  readonly groupBy?: readonly GroupBy[];
  /** By name: expressions over the group's rows, which may read groups and measures before them. */
  readonly measures?: Readonly<Record<string, ExpressionSource>>;
  /** A condition over groups and measures. */
  readonly having?: ExpressionSource;
  /** Names of groups and measures; `-revenue` is descending. */
  readonly sort?: readonly string[];
  /** 1 to 10,000. Without it more than 10,000 groups are refused, never cut off. */
  readonly limit?: number;
  readonly timeZone?: string;
}
