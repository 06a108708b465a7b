import {
  type Checked,
  type Fragment,
  identifier,
  join,
  lower,
  lowerTruth,
  sql,
  type Type,
} from "@dougong/expression";
import { type AggregateColumn, asRow } from "@dougong/fields";
import { rowEnvironment } from "./row-environment.ts";
import { qualifiedTable, type TableContext } from "./table-context.ts";

/** What an aggregate of no rows is, as SQL. */
export function ofNothing(column: AggregateColumn): string {
  const values: Readonly<Record<string, string>> = { sum: "0", count: "0", all: "true", any: "false" };
  return values[column.operator] ?? "null";
}

/** True where a change of rows can be added to what stands: nothing needs to be read again. */
export function isAdditive(column: AggregateColumn): boolean {
  return column.over.lines === null && (column.operator === "sum" || column.operator === "count");
}

/** What one row, at an alias, adds to a sum or a count. */
export function rowShare(context: TableContext, column: AggregateColumn, alias: "n" | "o"): Fragment {
  const environment = rowEnvironment(context, alias);
  const conditions = [
    ...(column.over.absent === null ? [] : [sql`${identifier(alias, column.over.absent)} is null`]),
    ...(column.filter === null ? [] : [lowerTruth(column.filter, environment)]),
  ];
  const counts = conditions.length === 0 ? sql`true` : join(conditions, " and ");
  const { value } = column;
  if (column.operator === "sum" && value !== null)
    return sql`(case when ${counts} then coalesce((${lower(value, environment)})::numeric, 0) else 0 end)`;
  const present = value === null ? counts : sql`${counts} and ${lower(value, environment)} is not null`;
  return sql`(case when ${present} then 1 else 0 end)::numeric`;
}

/** A list of rows whose names are resolved already. */
function rowsType(entity: string): Type {
  return { kind: "rows", entity, row: { entity, resolve: () => undefined, names: () => [] } };
}

/**
 * The aggregate over all rows that are tied to the record at an alias.
 *
 * @param owner alias of the record: a FROM item, or `new` in a trigger
 */
export function wholeAggregate(context: TableContext, column: AggregateColumn, owner: string): Fragment {
  const { over, operator, value, filter, outer, type } = column;
  const ties = over.match.map(
    (tie) => (alias: string) => sql`${identifier(alias, tie.other)} = ${[owner, "."]}${identifier(tie.own)}`,
  );
  const environment = rowEnvironment(context, null);
  const rows: Checked = { node: "path", type: rowsType(over.entity), root: { at: "record" }, steps: [] };
  const whole: Checked = {
    node: "aggregate",
    type,
    operator,
    rows,
    value: value === null ? null : asRow(value),
    filter: filter === null ? null : asRow(filter),
    outer,
  };
  return lower(whole, {
    ...environment,
    path(root, steps, aliases) {
      if (root.at === "row") return environment.path(root, steps, aliases);
      return sql`${[owner, "."]}${environment.path(root, steps, aliases)}`;
    },
    rows: (_list, alias) => ({
      from: sql`${qualifiedTable(context, over.entity)} as ${identifier(alias)}`,
      where: join(
        [
          ...ties.map((tie) => tie(alias)),
          ...(over.absent === null ? [] : [sql`${identifier(alias, over.absent)} is null`]),
        ],
        " and ",
      ),
    }),
  });
}
