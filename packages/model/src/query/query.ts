import type { ExpressionSource } from "../document/common.ts";

/**
 * One question to the records of an entity. List, get, expand and (later) aggregate and
 * reports differ only in which members are set; `@dougong/data` compiles it to one statement.
 */
export interface Query {
  /** Qualified entity id, `crm.order`. */
  readonly from: string;
  /** Dotted paths; `*` is the entity's own readable fields with lines. Default `["*"]`. */
  readonly select?: readonly string[];
  readonly expand?: readonly string[];
  /** Text or canonical JSON. */
  readonly where?: ExpressionSource;
  /** `-total` is descending; always tie-broken by `id`. */
  readonly sort?: readonly string[];
  /** 1..500, default 50. */
  readonly limit?: number;
  readonly cursor?: string;
  readonly count?: "none" | "exact" | "estimate";
  /** Full-text search over the entity's `search` fields. */
  readonly q?: string;
  readonly trash?: "only";
  readonly timeZone?: string;
}
