import { identifier, parameter, raw, type SqlEnvironment } from "@dougong/expression";
import type { TableContext } from "./table-context.ts";

/**
 * How names stand where an expression is kept by the database for one row: bare names are columns of `row`
 * (`new`, an alias, or nothing in a CHECK or an index).
 */
export function rowEnvironment(context: TableContext, row: string | null): SqlEnvironment {
  const column = (alias: string | null, name: string) =>
    alias === null ? identifier(name) : [alias, ".", ...identifier(name)];
  return {
    path(root, steps, rows) {
      const step = steps[0];
      if (step === undefined || steps.length > 1)
        throw new TypeError("A stored expression reads only its own record");
      const name = step.name === "$index" ? "_position" : step.name;
      if (root.at === "record") return column(row, name);
      if (root.at === "row") return column(rowAlias(root.depth, rows), name);
      throw new TypeError(`A stored expression reads nothing of ${root.at}`);
    },
    rows() {
      throw new TypeError("A stored expression reads rows by a column of its own");
    },
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
