import type { Workspace } from "@dougong/data";
import { identifier, parameter, sql } from "@dougong/expression";
import type { JsonObject, JsonValue } from "@dougong/model";
import type pg from "pg";
import { run } from "../database/run.ts";
import { isOver, type Job, type JobProblem, type JobStatus } from "./job.ts";

/** The name under which graphile-worker knows all our jobs; `_job.kind` tells them apart. */
export const jobTask = "dougong_job";

/** Jobs of a workspace: ordered, looked at, stopped. Doing them is the worker's part. */
export interface Jobs {
  /** Orders a job in the caller's transaction: it exists when that commits. */
  add(
    client: pg.ClientBase,
    job: { readonly kind: string; readonly input: JsonObject; readonly createdBy: string | null },
  ): Promise<string>;
  find(id: string): Promise<Job | null>;
  /** Waits until the job is over, but no longer than so many seconds. */
  wait(id: string, seconds: number): Promise<Job | null>;
  /** Asks it to stop; one that has not begun stops at once. */
  cancel(id: string): Promise<Job | null>;
  /** Jobs that wait or run. */
  depth(): Promise<number>;
  /** True while at least one process runs jobs. */
  hasWorker(): Promise<boolean>;
}

interface JobRow {
  readonly id: string;
  readonly kind: string;
  readonly status: JobStatus;
  readonly progress: number;
  readonly result: string | null;
  readonly problem: string | null;
  readonly created_by: string | null;
}

/** A worker that was not heard of for so long is dead. It reports every `heartbeat` ms. */
export const workerTimeout = 15_000;
export const heartbeat = 3_000;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const pollInterval = 150;

function readJob(row: JobRow): Job {
  const result: JsonValue = row.result === null ? null : JSON.parse(row.result);
  const problem: JobProblem | null = row.problem === null ? null : JSON.parse(row.problem);
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    progress: row.progress,
    result,
    problem,
    createdBy: row.created_by,
  };
}

export function createJobs(workspace: Workspace): Jobs {
  const { pool, clock } = workspace;
  const table = identifier(workspace.schema, "_job");
  const now = () => parameter(clock.now().toISOString(), "timestamptz");

  async function find(id: string): Promise<Job | null> {
    if (!uuid.test(id)) return null;
    const rows = await run<JobRow>(
      pool,
      sql`select id, kind, status, progress, result, problem, created_by from ${table} where id = ${parameter(id, "uuid")}`,
    );
    return rows[0] === undefined ? null : readJob(rows[0]);
  }

  return {
    find,
    async add(client, job) {
      const id = workspace.newId();
      await run(
        client,
        sql`insert into ${table} (id, kind, status, input, created_at, created_by)
        values (${parameter(id, "uuid")}, ${parameter(job.kind, "text")}, 'queued', ${parameter(JSON.stringify(job.input), "text")}, ${now()}, ${parameter(job.createdBy, "uuid")})`,
      );
      await run(
        client,
        sql`select 1 from ${identifier(workspace.schema, "add_job")}(${parameter(jobTask, "text")}, ${parameter(JSON.stringify({ job: id }), "json")}, max_attempts => 25)`,
      );
      return id;
    },
    async wait(id, seconds) {
      const end = performance.now() + seconds * 1000;
      for (;;) {
        const job = await find(id);
        const left = end - performance.now();
        if (job === null || isOver(job.status) || left <= 0) return job;
        await new Promise((resolve) => setTimeout(resolve, Math.min(pollInterval, left)));
      }
    },
    async cancel(id) {
      if (!uuid.test(id)) return null;
      await run(
        pool,
        sql`update ${table} set cancel_requested = true,
          ended_at = case when status = 'queued' then ${now()} end,
          status = case when status = 'queued' then 'cancelled' else status end
        where id = ${parameter(id, "uuid")} and status in ('queued', 'running')`,
      );
      return find(id);
    },
    async depth() {
      const rows = await run<{ depth: number }>(
        pool,
        sql`select count(*)::int as depth from ${table} where status in ('queued', 'running')`,
      );
      return rows[0]?.depth ?? 0;
    },
    async hasWorker() {
      const rows = await run(
        pool,
        sql`select 1 from ${identifier(workspace.schema, "_worker")} where seen_at > now() - ${parameter(`${workerTimeout} milliseconds`, "interval")} limit 1`,
      );
      return rows.length > 0;
    },
  };
}
