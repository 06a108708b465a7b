import { type Fragment, identifier, type Parameter, parameter, sql } from "@dougong/expression";
import { ProblemError } from "@dougong/model";
import type pg from "pg";
import type { Actor } from "../../actor/actor.ts";
import { type FlightStatement, rows } from "../flight/statement.ts";
import type { WriteContext, WriteResult } from "../record-service.ts";
import { raise } from "../statements/raise.ts";

/** What is kept with the body, so that a replay can give the same answer. */
export interface Outcome {
  readonly status: number;
  /** Empty where it is no single record's. */
  readonly id: string;
  readonly version: number;
  readonly now: string;
}

function principal(actor: Actor): string {
  return actor.kind === "user" ? actor.user : `system:${actor.reason}`;
}

/**
 * Takes the key for this transaction, and refuses where another holds it (`idempotency_in_progress`) or where it
 * has its outcome already (`idempotency_known`). A try-lock, since waiting on the unique index would hang the second.
 */
export function claimKey(schema: string, context: WriteContext): readonly FlightStatement[] {
  if (context.idempotency === undefined || context.dryRun) return [];
  const owner = principal(context.actor);
  const name = parameter(`${schema}/idempotency/${owner}/${context.idempotency.key}`, "text");
  const [who, key] = [parameter(owner, "text"), parameter(context.idempotency.key, "text")];
  const table = identifier(schema, "_idempotency");
  return [
    raise(schema, "idempotency_in_progress", sql`pg_try_advisory_xact_lock(hashtextextended(${name}, 0))`),
    raise(
      schema,
      "idempotency_known",
      sql`not exists (select 1 from ${table} where principal = ${who} and key = ${key})`,
    ),
  ];
}

/** Reads the answer, and with a key keeps it in the same statement. `answer` gives one row with `body`. */
export function answerOnce(
  schema: string,
  context: WriteContext,
  answer: Fragment,
  outcome: Outcome,
): FlightStatement {
  if (context.idempotency === undefined || context.dryRun) return rows("answer", answer);
  const { key, fingerprint } = context.idempotency;
  const kept: readonly Parameter[] = [
    parameter(principal(context.actor), "text"),
    parameter(key, "text"),
    parameter(fingerprint, "text"),
    parameter(String(outcome.status), "int"),
    parameter(outcome.id === "" ? null : outcome.id, "uuid"),
    parameter(String(outcome.version), "int"),
    parameter(outcome.now, "timestamptz"),
  ];
  const values: Fragment = kept.flatMap((one) => [one, ", "]);
  return rows(
    "answer, kept by its key",
    sql`insert into ${identifier(schema, "_idempotency")} (principal, key, fingerprint, status, record, version, at, body) select ${values}a.body from (${answer}) as a returning body`,
  );
}

/**
 * The outcome that the request's key has from before, or undefined.
 *
 * @throws ProblemError `idempotency_mismatch` where the key belongs to another request
 */
export async function earlierOutcome(
  pool: pg.Pool,
  schema: string,
  context: WriteContext,
): Promise<WriteResult | undefined> {
  if (context.idempotency === undefined || context.dryRun) return undefined;
  const table = identifier(schema, "_idempotency").join("");
  const found = await pool.query<{
    fingerprint: string;
    status: number;
    body: string;
    record: string | null;
    version: number | null;
  }>(`select fingerprint, status, body, record, version from ${table} where principal = $1 and key = $2`, [
    principal(context.actor),
    context.idempotency.key,
  ]);
  const [row] = found.rows;
  if (row === undefined) return undefined;
  if (row.fingerprint !== context.idempotency.fingerprint) throw new ProblemError("idempotency_mismatch");
  return {
    status: row.status,
    body: row.body,
    id: row.record ?? "",
    version: row.version ?? 0,
    replayed: true,
  };
}
