import {
  type Checked,
  type Fragment,
  identifier,
  parameter,
  raw,
  type SqlEnvironment,
  sql,
} from "@dougong/expression";
import { qualifiedTable, type TableContext } from "./table-context.ts";

/**
 * How names stand where an expression is kept by the database for one row: bare names are columns of `row`
 * (`new`, an alias, or nothing in a CHECK or an index), and own lines are its rows.
 */
export function rowEnvironment(context: TableContext, row: "new" | "r" | "o" | null): SqlEnvironment {
  const column = (alias: string | null, name: string) =>
    alias === null ? identifier(name) : [alias, ".", ...identifier(name)];
  return {
    path(root, steps, rows) {
      const step = steps[0];
      if (step === undefined || steps.length > 1)
        throw new TypeError("A stored expression reads only its own record");
      const name = step.name === "$index" ? "_position" : step.name;
      if (root.at === "record" || (root.at === "parent" && rows.length > 0)) return column(row, name);
      if (root.at === "row") return column(rowAlias(root.depth, rows), name);
      throw new TypeError(`A stored expression reads nothing of ${root.at}`);
    },
    rows: (list, alias) => ownLines(context, list, alias, column(row, "id")),
    // What is live has no column, so no stored expression asks for the time.
    now: raw("null::timestamptz"),
    timeZone: parameter(context.timeZone, "text"),
    schema: identifier(context.schema).join(""),
  };
}

function rowAlias(depth: number, rows: readonly string[]): string {
  const alias = rows[rows.length - 1 - depth];
  if (alias === undefined) throw new TypeError("A row outside of its list");
  return identifier(alias).join("");
}

function ownLines(
  context: TableContext,
  list: Checked,
  alias: string,
  owner: Fragment,
): { readonly from: Fragment; readonly where: Fragment } {
  if (list.type.kind !== "rows") throw new TypeError("Only lines are lists in a stored expression");
  return {
    from: sql`${qualifiedTable(context, list.type.entity)} as ${identifier(alias)}`,
    where: sql`${identifier(alias, "_parent")} = ${owner}`,
  };
}
