import type { Workspace } from "@dougong/data";
import { identifier, parameter, sql } from "@dougong/expression";
import { isJsonObject, type JsonObject, type JsonValue, ProblemError } from "@dougong/model";
import { inTransaction, run } from "../database/run.ts";
import type { Jobs } from "./jobs.ts";

/** Who orders a job, and under which `Idempotency-Key`. */
export interface Order {
  readonly kind: string;
  readonly input: JsonObject;
  readonly user: string;
  readonly idempotency?: { readonly key: string; readonly fingerprint: string };
}

/** The job that was ordered now or under this key before, or what the key was answered with otherwise. */
export type Ordered =
  | { readonly job: string; readonly replayed: boolean }
  | { readonly kept: { readonly status: number; readonly body: string } };

/**
 * Orders a job, once for each key: the outcome is kept in the transaction that orders it.
 *
 * @throws ProblemError `idempotency_in_progress` · `idempotency_mismatch`
 */
export function orderOnce(workspace: Workspace, jobs: Jobs, order: Order): Promise<Ordered> {
  const { kind, input, user, idempotency } = order;
  const table = identifier(workspace.schema, "_idempotency");
  return inTransaction(workspace.pool, async (client) => {
    if (idempotency === undefined)
      return { job: await jobs.add(client, { kind, input, createdBy: user }), replayed: false };
    const { key, fingerprint } = idempotency;
    const name = parameter(`${workspace.schema}/idempotency/${user}/${key}`, "text");
    const [lock] = await run<{ held: boolean }>(
      client,
      sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as held`,
    );
    if (lock?.held !== true) throw new ProblemError("idempotency_in_progress");
    const [known] = await run<{ fingerprint: string; status: number; body: string }>(
      client,
      sql`select fingerprint, status, body from ${table}
      where principal = ${parameter(user, "text")} and key = ${parameter(key, "text")}`,
    );
    if (known !== undefined) return earlier(known, fingerprint);
    const job = await jobs.add(client, { kind, input, createdBy: user });
    await run(
      client,
      sql`insert into ${table} (principal, key, fingerprint, status, body, at) values (
      ${parameter(user, "text")}, ${parameter(key, "text")}, ${parameter(fingerprint, "text")}, 202,
      ${parameter(JSON.stringify({ job }), "text")}, ${parameter(workspace.clock.now().toISOString(), "timestamptz")})`,
    );
    return { job, replayed: false };
  });
}

function earlier(
  known: { readonly fingerprint: string; readonly status: number; readonly body: string },
  fingerprint: string,
): Ordered {
  if (known.fingerprint !== fingerprint) throw new ProblemError("idempotency_mismatch");
  const job = orderedJob(known.status, known.body);
  return job === null ? { kept: { status: known.status, body: known.body } } : { job, replayed: true };
}

/** The job behind a kept outcome; null for one that is the answer itself. */
export function orderedJob(status: number, body: string): string | null {
  if (status !== 202) return null;
  const value: JsonValue = JSON.parse(body);
  return isJsonObject(value) && typeof value.job === "string" ? value.job : null;
}
