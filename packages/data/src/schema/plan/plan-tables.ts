import { identifier, sql, toLiteralText } from "@dougong/expression";
import type { Problem } from "@dougong/model";
import { objectName, parkedName } from "../tables/names.ts";
import type { ObjectModel, TableModel } from "../tables/table-model.ts";
import { planColumns } from "./plan-columns.ts";
import { creation, planObjects } from "./plan-objects.ts";
import type { SchemaChange } from "./step.ts";

/** What leads from one set of tables to another. */
export interface SchemaPlan {
  readonly changes: readonly SchemaChange[];
  readonly problems: readonly Problem[];
  /** The tables as they are to be kept for the next plan: with their parked columns. */
  readonly tables: readonly TableModel[];
  /** Names of tables that were parked. */
  readonly parkedTables: readonly string[];
  /** New constraints on tables that are there already: the rows that break them are counted before. */
  readonly checks: readonly { readonly table: string; readonly object: ObjectModel }[];
}

/** Compares the tables as they were last built with those of the new design. */
export function planTables(
  schema: string,
  from: readonly TableModel[],
  to: readonly TableModel[],
  revision: number,
): SchemaPlan {
  const before = new Map(from.map((table) => [table.name, table]));
  const kept = new Set(to.map((table) => table.name));
  const plans = to.map((table) => {
    const old = before.get(table.name);
    return old === undefined ? creationOf(schema, table) : alteration(schema, old, table, revision);
  });
  const gone = from.filter((table) => !kept.has(table.name));
  return {
    changes: [
      ...gone.map((table) => parkTable(schema, table, revision)),
      ...plans.flatMap((plan) => plan.changes),
    ],
    problems: plans.flatMap((plan) => plan.problems),
    tables: plans.map((plan) => plan.table),
    parkedTables: gone.map((table) => table.name),
    checks: plans.flatMap((plan) => plan.checks),
  };
}

interface TablePlan {
  readonly changes: readonly SchemaChange[];
  readonly problems: readonly Problem[];
  readonly table: TableModel;
  readonly checks: SchemaPlan["checks"];
}

function documentOf(table: TableModel): string {
  return `entity:${table.entity.split(".").at(-1) ?? ""}`;
}

function creationOf(schema: string, table: TableModel): TablePlan {
  const columns = table.columns.map((column) =>
    `${toLiteralText(identifier(column.name))} ${column.type} ${column.definition}`.trimEnd(),
  );
  const create = `create table ${toLiteralText(identifier(schema, table.name))} (\n  ${columns.join(",\n  ")}\n)`;
  const target = documentOf(table);
  const change: SchemaChange = {
    id: `create_table ${target}`,
    kind: "create_table",
    target,
    table: table.name,
    statements: [{ phase: "create", sql: create }, ...table.objects.map(creation)],
    rewrite: false,
  };
  return { changes: [change], problems: [], table, checks: [] };
}

function alteration(schema: string, from: TableModel, to: TableModel, revision: number): TablePlan {
  const columns = planColumns(schema, documentOf(to), from, to, revision);
  const retyped = to.columns.some((column) =>
    from.columns.some(
      (one) => one.name === column.name && one.type !== column.type && column.field?.computed === true,
    ),
  );
  const objects = planObjects(from, to, retyped);
  const computed = recomputation(schema, from, to, objects);
  const old = new Map(from.objects.map((object) => [object.name, object.create]));
  const checks = to.objects.filter(
    (object) => object.broken !== undefined && old.get(object.name) !== object.create,
  );
  return {
    changes: [...columns.changes, ...objects, ...computed],
    problems: columns.problems,
    table: columns.parked.length === 0 ? to : { ...to, parked: columns.parked },
    checks: checks.map((object) => ({ table: to.name, object })),
  };
}

/** Rows get their computed values anew where what computes them has changed: every row passes the trigger once. */
function recomputation(
  schema: string,
  from: TableModel,
  to: TableModel,
  objects: readonly SchemaChange[],
): readonly SchemaChange[] {
  const compute = objectName(to.name, "fn", "compute");
  const changed = objects.some(
    (change) => change.kind !== "drop_object" && change.id.endsWith(` function ${compute}`),
  );
  const widened = to.columns.some(
    (column) =>
      column.field?.computed === true &&
      from.columns.every((one) => one.name !== column.name || one.type !== column.type),
  );
  const refreshed = to.refresh !== null && to.refresh !== from.refresh;
  if (!changed && !widened && !refreshed) return [];
  const isRow = to.columns.some((column) => column.name === "_parent");
  const touch = toLiteralText(sql`update ${identifier(schema, to.name)} set id = id`);
  const target = documentOf(to);
  return [
    {
      id: `recompute ${target}`,
      kind: "recompute",
      target,
      table: to.name,
      statements: [
        ...(to.refresh !== null && refreshed ? [{ phase: "refresh" as const, sql: to.refresh }] : []),
        { phase: isRow ? "backfill_rows" : "backfill_owners", sql: touch },
      ],
      rewrite: true,
    },
  ];
}

/** Constraints, triggers and indexes go along under their names; a table that comes back is made anew. */
function parkTable(schema: string, table: TableModel, revision: number): SchemaChange {
  const target = documentOf(table);
  const parked = parkedName(revision, table.name);
  const droppable = table.objects.filter((object) => object.kind !== "function");
  return {
    id: `park_table ${target}`,
    kind: "park_table",
    target,
    table: table.name,
    statements: [
      ...droppable.map((object) => ({ phase: "drop" as const, sql: object.drop })),
      ...table.objects
        .filter((object) => object.kind === "function")
        .map((object) => ({ phase: "rename" as const, sql: object.drop })),
      {
        phase: "rename",
        sql: toLiteralText(
          sql`alter table ${identifier(schema, table.name)} drop constraint if exists ${identifier(objectName(table.name, "pk", "id"))} cascade`,
        ),
      },
      {
        phase: "rename",
        sql: toLiteralText(
          sql`alter table ${identifier(schema, table.name)} rename to ${identifier(parked)}`,
        ),
      },
    ],
    rewrite: false,
    loses: { column: null },
  };
}
