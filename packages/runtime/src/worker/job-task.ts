import type { Workspace } from "@dougong/data";
import { identifier, parameter, sql } from "@dougong/expression";
import { type JsonObject, ProblemError } from "@dougong/model";
import type { Logger } from "pino";
import { run } from "../database/run.ts";
import {
  JobCancelled,
  JobFailed,
  type JobHandler,
  JobInterrupted,
  type JobProblem,
  type JobStatus,
} from "../jobs/job.ts";

/** Tries before an unexpected fault is final. A lost database or a killed process does not count. */
const maxFaults = 3;

export interface JobTaskOptions {
  readonly workspace: Workspace;
  readonly handlers: readonly JobHandler[];
  readonly logger: Logger;
  /** Aborted when the process stops. */
  readonly stopping: AbortSignal;
}

interface StartedRow {
  readonly kind: string;
  readonly input: string;
  readonly created_by: string | null;
}

type Outcome =
  | { readonly status: "succeeded"; readonly result: JsonObject | null }
  | { readonly status: "failed"; readonly problem: JobProblem; readonly result: JsonObject | null }
  | { readonly status: "cancelled"; readonly result: JsonObject | null };

/** Does one job from where it stands to its end. `attempt` counts from 1. */
export async function runJob(options: JobTaskOptions, id: string, attempt: number): Promise<void> {
  const started = await start(options, id);
  if (started === null) return;
  const handler = options.handlers.find((one) => one.kind === started.kind);
  try {
    if (handler === undefined) throw new Error(`No handler for jobs of kind ${started.kind}`);
    const input: JsonObject = JSON.parse(started.input);
    const result = await handler.run({
      id,
      input,
      createdBy: started.created_by,
      progress: (fraction) => progress(options, id, fraction),
    });
    await end(options, id, { status: "succeeded", result });
  } catch (fault) {
    const outcome = outcomeOf(fault, attempt);
    if (outcome === null) {
      await set(options, id, "queued");
      throw fault;
    }
    const expected =
      fault instanceof ProblemError || fault instanceof JobCancelled || fault instanceof JobFailed;
    if (!expected) options.logger.error({ err: fault, job: id }, "job failed");
    await end(options, id, outcome);
  }
}

/** How a fault ends the job; null where it is tried again. */
function outcomeOf(fault: unknown, attempt: number): Outcome | null {
  if (fault instanceof JobCancelled) return { status: "cancelled", result: fault.result };
  if (fault instanceof JobInterrupted) return null;
  if (fault instanceof JobFailed) return failed(fault.problem, fault.result);
  if (fault instanceof ProblemError && fault.code !== "unavailable") return failed(fault, null);
  if (attempt < maxFaults || isConnectionFault(fault)) return null;
  return failed(new ProblemError("internal"), null);
}

function failed({ code, problems, members }: ProblemError, result: JsonObject | null): Outcome {
  return { status: "failed", problem: { code, problems, members }, result };
}

function isConnectionFault(fault: unknown): boolean {
  if (fault instanceof ProblemError) return fault.code === "unavailable";
  if (!(fault instanceof Error)) return false;
  const code = "code" in fault && typeof fault.code === "string" ? fault.code : "";
  return (
    /^(08|57P|ECONN|EPIPE|ETIMEDOUT)/.test(code) ||
    /connection (terminated|error)|timeout exceeded when trying to connect/i.test(fault.message)
  );
}

function table({ workspace }: JobTaskOptions) {
  return identifier(workspace.schema, "_job");
}

async function start(options: JobTaskOptions, id: string): Promise<StartedRow | null> {
  const now = parameter(options.workspace.clock.now().toISOString(), "timestamptz");
  const rows = await run<StartedRow>(
    options.workspace.pool,
    sql`update ${table(options)} set status = 'running', started_at = coalesce(started_at, ${now})
    where id = ${parameter(id, "uuid")} and status in ('queued', 'running') returning kind, input, created_by`,
  );
  return rows[0] ?? null;
}

async function set(options: JobTaskOptions, id: string, status: JobStatus): Promise<void> {
  await run(
    options.workspace.pool,
    sql`update ${table(options)} set status = ${parameter(status, "text")} where id = ${parameter(id, "uuid")} and status = 'running'`,
  );
}

async function progress(options: JobTaskOptions, id: string, fraction: number): Promise<void> {
  const rows = await run<{ cancel_requested: boolean }>(
    options.workspace.pool,
    sql`update ${table(options)}
    set progress = greatest(progress, ${parameter(String(Math.max(0, Math.min(1, fraction))), "double precision")})
    where id = ${parameter(id, "uuid")} and status = 'running' returning cancel_requested`,
  );
  if (rows[0]?.cancel_requested !== false) throw new JobCancelled();
  if (options.stopping.aborted) throw new JobInterrupted();
}

async function end(options: JobTaskOptions, id: string, outcome: Outcome): Promise<void> {
  const result = outcome.result === null ? null : JSON.stringify(outcome.result);
  const problem = "problem" in outcome ? JSON.stringify(outcome.problem) : null;
  const done = outcome.status === "succeeded" ? sql`1` : sql`progress`;
  await run(
    options.workspace.pool,
    sql`update ${table(options)} set status = ${parameter(outcome.status, "text")}, progress = ${done},
      result = ${parameter(result, "text")}, problem = ${parameter(problem, "text")}, ended_at = ${parameter(options.workspace.clock.now().toISOString(), "timestamptz")}
    where id = ${parameter(id, "uuid")} and status = 'running'`,
  );
}
