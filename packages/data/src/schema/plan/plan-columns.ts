import { identifier, sql, toLiteralText } from "@dougong/expression";
import type { Problem } from "@dougong/model";
import { parkedName } from "../tables/names.ts";
import type { ColumnModel, ParkedColumn, TableModel } from "../tables/table-model.ts";
import type { SchemaChange, SchemaChangeKind } from "./step.ts";
import { widening } from "./widening.ts";

export interface ColumnPlan {
  readonly changes: readonly SchemaChange[];
  readonly problems: readonly Problem[];
  readonly parked: readonly ParkedColumn[];
}

interface Sides {
  readonly schema: string;
  readonly document: string;
  readonly from: TableModel;
  readonly to: TableModel;
  readonly revision: number;
}

/** What makes the columns of a table those of the new model. No value is dropped: columns are parked under another name. */
export function planColumns(
  schema: string,
  document: string,
  from: TableModel,
  to: TableModel,
  revision: number,
): ColumnPlan {
  const sides: Sides = { schema, document, from, to, revision };
  const renamed = renames(from, to);
  const parked = new Map((from.parked ?? []).map((one) => [one.name, one]));
  const changes: SchemaChange[] = [];
  const problems: Problem[] = [];
  for (const column of to.columns) {
    const before = renamed.get(column.name) ?? from.columns.find((one) => one.name === column.name);
    const waiting = parked.get(column.name);
    if (before !== undefined) {
      changes.push(...renameAndWiden(sides, before, column, problems));
    } else if (
      waiting !== undefined &&
      waiting.type === column.type &&
      waiting.fieldType === column.field?.type
    ) {
      parked.delete(column.name);
      changes.push(change(sides, "restore_column", column, [rename(sides, waiting.column, column.name)]));
    } else {
      changes.push(addColumn(sides, column));
    }
  }
  const kept = new Set([
    ...to.columns.map((column) => column.name),
    ...[...renamed.values()].map((column) => column.name),
  ]);
  for (const column of from.columns.filter((one) => !kept.has(one.name))) {
    const { change: dropping, waiting } = park(sides, column);
    changes.push(dropping);
    if (waiting !== undefined) parked.set(waiting.name, waiting);
  }
  return { changes, problems, parked: [...parked.values()] };
}

/** New name → the column that has it now. `was` acts only where the old id is there and the new one is not. */
function renames(from: TableModel, to: TableModel): ReadonlyMap<string, ColumnModel> {
  const found = new Map<string, ColumnModel>();
  for (const column of to.columns) {
    if (from.columns.some((one) => one.name === column.name)) continue;
    const old = (column.field?.was ?? []).find((name) => !to.columns.some((one) => one.name === name));
    const before = from.columns.find((one) => one.name === old && one.field !== undefined);
    if (before !== undefined) found.set(column.name, before);
  }
  return found;
}

function renameAndWiden(
  sides: Sides,
  before: ColumnModel,
  column: ColumnModel,
  problems: Problem[],
): readonly SchemaChange[] {
  const renaming =
    before.name === column.name
      ? []
      : [change(sides, "rename_column", column, [rename(sides, before.name, column.name)])];
  const how = widening(before, column);
  if (how === "same") return renaming;
  if (how === "unsafe") {
    problems.push({
      code: "unsupported_kind",
      path: `/${sides.document}/fields/${column.name}/type`,
      params: { name: `${before.field?.type ?? before.type} → ${column.field?.type ?? column.type}` },
      expected: before.field?.type ?? before.type,
      got: column.field?.type ?? column.type,
    });
    return renaming;
  }
  const name = toLiteralText(identifier(column.name));
  const using = column.field?.computed === true ? ` using null::${column.type}` : "";
  const sqlText = `${alter(sides)} alter column ${name} type ${column.type}${using}`;
  return [
    ...renaming,
    {
      ...change(sides, "widen_column", column, []),
      statements: [{ phase: "create", sql: sqlText }],
      rewrite: how === "rewrite",
    },
  ];
}

function addColumn(sides: Sides, column: ColumnModel): SchemaChange {
  const definition = `${toLiteralText(identifier(column.name))} ${column.type}${column.definition === "" ? "" : ` ${column.definition}`}`;
  return {
    ...change(sides, "add_column", column, []),
    statements: [{ phase: "create", sql: `${alter(sides)} add column ${definition}` }],
  };
}

/** A computed column holds nothing that could not be worked out again, so it goes. */
function park(
  sides: Sides,
  column: ColumnModel,
): { readonly change: SchemaChange; readonly waiting?: ParkedColumn } {
  const name = toLiteralText(identifier(column.name));
  if (column.field === undefined || column.field.computed) {
    return {
      change: {
        ...change(sides, "park_column", column, []),
        statements: [{ phase: "rename", sql: `${alter(sides)} drop column ${name}` }],
      },
    };
  }
  const waiting: ParkedColumn = {
    column: parkedName(sides.revision, column.name),
    name: column.name,
    type: column.type,
    fieldType: column.field.type,
    revision: sides.revision,
  };
  const parking = change(sides, "park_column", column, [rename(sides, column.name, waiting.column)]);
  return { change: { ...parking, loses: { column: column.name } }, waiting };
}

function change(
  sides: Sides,
  kind: SchemaChangeKind,
  column: ColumnModel,
  statements: SchemaChange["statements"],
): SchemaChange {
  const target =
    column.field === undefined
      ? `${sides.document}/columns/${column.name}`
      : `${sides.document}/fields/${column.name}`;
  return { id: `${kind} ${target}`, kind, target, table: sides.from.name, statements, rewrite: false };
}

function rename(sides: Sides, from: string, to: string): SchemaChange["statements"][number] {
  return {
    phase: "rename",
    sql: `${alter(sides)} ${toLiteralText(sql`rename column ${identifier(from)} to ${identifier(to)}`)}`,
  };
}

function alter(sides: Sides): string {
  return toLiteralText(sql`alter table ${identifier(sides.schema, sides.to.name)}`);
}
