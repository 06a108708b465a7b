import type { Workspace } from "@dougong/data";
import { identifier, parameter, sql } from "@dougong/expression";
import { run } from "../database/run.ts";
import { workerTimeout } from "../jobs/jobs.ts";

/**
 * graphile-worker gives up a lost worker after four hours. We know sooner: each worker writes when it was
 * last alive, by the database's clock, and the jobs of those that fell silent are unlocked.
 */
export async function beat(workspace: Workspace, workers: readonly string[]): Promise<void> {
  const ids = parameter(`{${workers.join(",")}}`, "text[]");
  await run(
    workspace.pool,
    sql`insert into ${identifier(workspace.schema, "_worker")} (id, seen_at)
    select id, now() from unnest(${ids}) as id on conflict (id) do update set seen_at = excluded.seen_at`,
  );
}

/** Unlocks the jobs of dead workers, so that any living one takes them. Answers how many jobs that were. */
export async function takeOver(workspace: Workspace): Promise<number> {
  const timeout = parameter(`${workerTimeout} milliseconds`, "interval");
  const workers = identifier(workspace.schema, "_worker");
  const dead = await run<{ locked_by: string }>(
    workspace.pool,
    sql`select distinct locked_by from (
      select locked_by, locked_at from ${identifier(workspace.schema, "_private_jobs")}
      union all select locked_by, locked_at from ${identifier(workspace.schema, "_private_job_queues")}) j
    where locked_at < now() - ${timeout} and not exists (select 1 from ${workers} w where w.id = j.locked_by and w.seen_at > now() - ${timeout})`,
  );
  if (dead.length > 0) {
    const ids = parameter(`{${dead.map((row) => row.locked_by).join(",")}}`, "text[]");
    await run(workspace.pool, sql`select ${identifier(workspace.schema, "force_unlock_workers")}(${ids})`);
  }
  await run(workspace.pool, sql`delete from ${workers} where seen_at < now() - interval '1 day'`);
  return dead.length;
}

/** Says goodbye, so that nobody waits for these workers. */
export async function leave(workspace: Workspace, workers: readonly string[]): Promise<void> {
  await run(
    workspace.pool,
    sql`delete from ${identifier(workspace.schema, "_worker")} where id = any(${parameter(`{${workers.join(",")}}`, "text[]")})`,
  );
}
