import { EventEmitter } from "node:events";
import type { Workspace } from "@dougong/data";
import { type Runner, run as runWorker } from "graphile-worker";
import type { Logger } from "pino";
import type { JobHandler } from "../jobs/job.ts";
import { heartbeat, jobTask } from "../jobs/jobs.ts";
import { runJob } from "./job-task.ts";
import { keepRunning } from "./keep-running.ts";
import { beat, leave, takeOver } from "./worker-heartbeat.ts";
import { workerLogger } from "./worker-migrations.ts";
import { openWorkerPool } from "./worker-pool.ts";

export interface WorkerOptions {
  readonly workspace: Workspace;
  readonly handlers: readonly JobHandler[];
  readonly logger: Logger;
  /** Jobs at a time, default 4. */
  readonly concurrency?: number;
  /** Housekeeping that is due now and then, once a minute: files and sessions that ended. */
  sweep?(): Promise<unknown>;
}

/** Runs jobs until it is stopped; a lost database only makes it wait. */
export interface Worker {
  /** Lets running jobs come to a place where they can be left, then gives up its connections. */
  stop(): Promise<void>;
}

const sweepInterval = 60_000;
const restartDelay = 1_000;

function jobOf(payload: unknown): string {
  if (typeof payload === "object" && payload !== null && "job" in payload && typeof payload.job === "string")
    return payload.job;
  throw new Error("A queued task names no job");
}

/** Starts a worker. Jobs of workers that died are taken over within 20 s. */
export function createWorker(options: WorkerOptions): Worker {
  const { workspace, logger } = options;
  const stopping = new AbortController();
  const concurrency = options.concurrency ?? 4;
  const pool = openWorkerPool(workspace, concurrency + 2, logger);
  const ids = new Set<string>();
  let runner: Runner | null = null;

  async function work(): Promise<void> {
    const events = new EventEmitter();
    events.on("pool:create", ({ workerPool: made }: { workerPool: { id: string } }) => ids.add(made.id));
    runner = await runWorker({
      pgPool: pool,
      schema: workspace.schema,
      concurrency,
      noHandleSignals: true,
      pollInterval: 1_000,
      logger: workerLogger(logger),
      parsedCronItems: [],
      events,
      taskList: {
        [jobTask]: (payload, { job }) =>
          runJob({ ...options, stopping: stopping.signal }, jobOf(payload), job.attempts),
      },
    });
    await beat(workspace, [...ids]);
    await runner.promise;
  }

  async function pulse(): Promise<void> {
    if (ids.size > 0) await beat(workspace, [...ids]);
    await takeOver(workspace);
  }

  const tasks = [
    keepRunning(work, restartDelay, stopping.signal, logger),
    keepRunning(pulse, heartbeat, stopping.signal, logger),
    keepRunning(async () => void (await options.sweep?.()), sweepInterval, stopping.signal, logger),
  ];

  return {
    async stop() {
      stopping.abort();
      await runner?.stop().catch(() => undefined);
      await Promise.allSettled(tasks);
      await leave(workspace, [...ids]).catch(() => undefined);
      await pool.end();
    },
  };
}
