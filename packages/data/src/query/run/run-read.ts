import { createHash } from "node:crypto";
import { type Fragment, toQuery } from "@dougong/expression";
import type { Catalogue } from "@dougong/fields";
import { ProblemError } from "@dougong/model";
import type pg from "pg";
import { isDatabaseFault } from "../../records/flight/database-fault.ts";
import { publishedKeySelect } from "../../schema/published-key.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { CatalogueChanged } from "./catalogue-changed.ts";

/** A statement as it is sent, with its values in order. */
export interface ReadQuery {
  readonly text: string;
  readonly values: readonly (string | null)[];
  /**
   * Names the statement, so that each connection parses and plans it once: only where one plan serves whatever the
   * values are, as it does for a record by its id.
   */
  readonly name?: string;
}

/** The statement as it is sent: with the key of what is published in its rows, seen in the same snapshot. */
export function toReadQuery(schema: string, statement: Fragment): ReadQuery {
  const { text, values } = toQuery(statement);
  return { text: `select _r.*, (${publishedKeySelect(schema)}) as _published from (${text}) as _r`, values };
}

/** The statement under the hash of its text, so that each connection parses and plans it once. */
export function named(query: ReadQuery): ReadQuery {
  return { ...query, name: createHash("sha256").update(query.text).digest("base64url").slice(0, 32) };
}

/**
 * Runs one statement by itself, in one round trip: it is its own snapshot, on connections that only read and end
 * what takes too long.
 *
 * @throws CatalogueChanged where another design is published than the one it was made from; no row says nothing of
 * that, so that whoever refuses for want of one has to ask
 * @throws ProblemError `query_too_expensive` after ten seconds, `validation_failed` with `out_of_range` where an
 * expression of the request left its type
 */
export async function runRead<Row extends pg.QueryResultRow>(
  workspace: Pick<Workspace, "reads" | "readSeconds" | "schema">,
  catalogue: Catalogue,
  statement: Fragment | ReadQuery,
): Promise<readonly Row[]> {
  const { text, values, name } = "text" in statement ? statement : toReadQuery(workspace.schema, statement);
  try {
    const { rows } = await workspace.reads.query<Row & { readonly _published: string }>({
      text,
      values: [...values],
      ...(name === undefined ? {} : { name }),
    });
    if (rows[0] !== undefined && rows[0]._published !== catalogue.key) throw new CatalogueChanged();
    return rows;
  } catch (fault) {
    throw explain(fault, workspace.readSeconds);
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
