import type { Fragment } from "@dougong/expression";
import { type AggregateQuery, ProblemError } from "@dougong/model";
import type { Access } from "../access/entity-access.ts";
import { createFrame } from "../lower/create-frame.ts";
import type { QueryCompiler } from "../lower/frame.ts";
import type { ReadContext } from "../query-service.ts";
import { aggregateStatement } from "./aggregate-statement.ts";
import { maxGroups, resolveAggregate } from "./resolve-aggregate.ts";

/** What the statement of an aggregate gave. */
export interface AggregateRow {
  /** The JSON array as text. */
  readonly data: string;
  readonly found: string;
}

/**
 * The one statement of an aggregate, through the same stages as a list.
 *
 * @throws ProblemError `not_found`, `forbidden`, `validation_failed` with all problems of the query
 */
export function compileAggregate(
  compiler: QueryCompiler,
  context: ReadContext,
  access: Access,
  query: AggregateQuery,
): Fragment {
  const view = { catalogue: context.catalogue, access, timeZone: context.settings.timeZone };
  const resolved = resolveAggregate(view, query);
  const frame = createFrame(compiler, context, access, {
    now: context.now.toISOString(),
    timeZone: resolved.timeZone,
  });
  return aggregateStatement(frame, resolved);
}

/**
 * `{"data":[…]}`
 *
 * @throws ProblemError `too_many` where a query without a limit has more groups than an answer holds
 */
export function aggregateAnswer(row: AggregateRow): string {
  if (Number(row.found) <= maxGroups) return `{"data":${row.data}}`;
  const problem = { path: "/groupBy", params: { max: maxGroups }, expected: { max: maxGroups } };
  throw new ProblemError("validation_failed", [{ code: "too_many", ...problem }]);
}
