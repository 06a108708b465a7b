import { identifier, sql, toLiteralText } from "@dougong/expression";
import type { Problem } from "@dougong/model";
import type pg from "pg";
import type { PlanChange } from "../../design/design-service.ts";
import type { SchemaPlan } from "./plan-tables.ts";
import { type Phase, phases, type SchemaChange } from "./step.ts";

/** What running a plan found: its changes with their costs, and the rows that new constraints do not hold for. */
export interface PlanOutcome {
  readonly changes: readonly PlanChange[];
  readonly problems: readonly Problem[];
}

const mostIds = 20;

/**
 * Runs a plan in the transaction that the client has open, and says what it cost. Where rows break a new
 * constraint nothing of the constraints is made, and the transaction is to be rolled back.
 */
export async function runPlan(client: pg.ClientBase, schema: string, plan: SchemaPlan): Promise<PlanOutcome> {
  const changes: PlanChange[] = [];
  for (const change of plan.changes) changes.push(await costOf(client, schema, change));
  for (const phase of phases.filter((one) => one !== "constraints")) await runPhase(client, plan, phase);
  const problems: Problem[] = [];
  for (const check of plan.checks) problems.push(...(await brokenRows(client, schema, check)));
  if (problems.length === 0) await runPhase(client, plan, "constraints");
  return { changes, problems };
}

async function runPhase(client: pg.ClientBase, plan: SchemaPlan, phase: Phase): Promise<void> {
  for (const change of plan.changes) {
    for (const statement of change.statements) {
      if (statement.phase === phase) await client.query(statement.sql);
    }
  }
}

async function costOf(client: pg.ClientBase, schema: string, change: SchemaChange): Promise<PlanChange> {
  const ddl = change.statements.map((statement) => statement.sql);
  const { id, kind, target } = change;
  const table = toLiteralText(identifier(schema, change.table));
  if (change.loses === undefined) {
    const rewrite = change.rewrite && (await count(client, `select 1 from ${table} limit 1`)) > 0;
    return { id, kind, target, ddl, rewrite, loss: { rows: 0, values: 0 } };
  }
  const { column } = change.loses;
  const values =
    column === null
      ? 0
      : await count(
          client,
          toLiteralText(sql`select 1 from ${[table]} where ${identifier(column)} is not null`),
        );
  const rows = column === null ? await count(client, `select 1 from ${table}`) : 0;
  return { id, kind, target, ddl, rewrite: false, loss: { rows, values } };
}

async function count(client: pg.ClientBase, select: string): Promise<number> {
  const result = await client.query<{ n: number }>(`select count(*)::int as n from (${select}) as counted`);
  return result.rows[0]?.n ?? 0;
}

const codes = {
  unique: "not_unique",
  exclude: "overlap",
  tree: "cycle",
  reference: "reference_not_found",
  links: "reference_not_found",
  check: "invariant_failed",
  constraint_trigger: "invariant_failed",
} as const;

async function brokenRows(
  client: pg.ClientBase,
  schema: string,
  check: SchemaPlan["checks"][number],
): Promise<readonly Problem[]> {
  const { object } = check;
  if (
    object.kind === "function" ||
    object.kind === "trigger" ||
    object.kind === "index" ||
    object.broken === undefined
  )
    return [];
  const from = `${toLiteralText(identifier(schema, check.table))} as r where ${object.broken}`;
  const rows = await count(client, `select 1 from ${from}`);
  if (rows === 0) return [];
  const ids = await client.query<{ id: string }>(`select r.id from ${from} order by r.id limit ${mostIds}`);
  return [
    {
      code: codes[object.kind],
      variant: "existing_rows",
      path: `/${object.target}`,
      params: { count: rows },
      got: { rows, ids: ids.rows.map((row) => row.id) },
    },
  ];
}
