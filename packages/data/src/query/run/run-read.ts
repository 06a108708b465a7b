import { type Fragment, toQuery } from "@dougong/expression";
import { ProblemError } from "@dougong/model";
import type pg from "pg";
import { isDatabaseFault } from "../../records/flight/database-fault.ts";

/** A query is ended after this long. */
export const readSeconds = 10;

/**
 * Runs one statement in a read-only transaction with a time limit, in one round trip where the pool pipelines.
 *
 * @throws ProblemError `query_too_expensive` after ten seconds, `validation_failed` with `out_of_range` where an
 * expression of the request left its type
 */
export async function runRead<Row extends pg.QueryResultRow>(
  pool: pg.Pool,
  statement: Fragment,
  seconds: number = readSeconds,
): Promise<readonly Row[]> {
  const { text, values } = toQuery(statement);
  const client = await pool.connect();
  let broken = true;
  try {
    const [begun, read, ended] = await Promise.allSettled([
      client.query(
        `begin read only; set local statement_timeout = ${Math.trunc(seconds * 1000)}; set local jit = off`,
      ),
      client.query<Row>(text, [...values]),
      client.query("commit"),
    ]);
    broken = [begun, read, ended].some((one) => one.status === "rejected" && !isDatabaseFault(one.reason));
    if (begun.status === "rejected") throw begun.reason;
    if (read.status === "rejected") throw explain(read.reason, seconds);
    if (ended.status === "rejected") throw ended.reason;
    return read.value.rows;
  } finally {
    client.release(broken);
  }
}

function explain(fault: unknown, seconds: number): unknown {
  if (!isDatabaseFault(fault)) return fault;
  if (fault.code === "57014")
    return new ProblemError("query_too_expensive", [
      { code: "query_too_expensive", path: "", params: { seconds } },
    ]);
  // Numeric or datetime overflow: a value beyond its type.
  if (fault.code === "22003" || fault.code === "22008")
    return new ProblemError("validation_failed", [{ code: "out_of_range", path: "/filter" }]);
  // A zone that JavaScript knows and this PostgreSQL does not.
  if (fault.code === "22023" && /time zone/i.test(fault.message))
    return new ProblemError("validation_failed", [{ code: "bad_format", path: "/timeZone" }]);
  return fault;
}
