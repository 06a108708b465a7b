import {
  type Actor,
  type DesignService,
  performWrite,
  type RecordService,
  readSettings,
  type Via,
  type Workspace,
  type WriteCommand,
} from "@dougong/data";
import { type JsonObject, ProblemError } from "@dougong/model";
import type { JobHandler, JobRun } from "../jobs/job.ts";
import type { Jobs } from "../jobs/jobs.ts";
import { type Ordered, orderOnce } from "../jobs/order-once.ts";

const kind = "write";

/** Who asks for a write that is to be done as a job, and how. */
export interface WriteOrder {
  readonly user: string;
  /** Language of designers' words in the result. */
  readonly locale: string;
  readonly via: Via;
  readonly dryRun: boolean;
  readonly idempotency?: { readonly key: string; readonly fingerprint: string };
}

/** Writes as jobs: those that a caller does not want to wait for, and those that take long by nature. */
export interface WriteJobs {
  /** @throws ProblemError `idempotency_in_progress` · `idempotency_mismatch` */
  order(order: WriteOrder, command: WriteCommand): Promise<Ordered>;
}

export function createWriteJobs(workspace: Workspace, jobs: Jobs): WriteJobs {
  return {
    order({ user, locale, via, dryRun, idempotency }, command) {
      const input: JsonObject = JSON.parse(JSON.stringify({ command, locale, via, dryRun }));
      return orderOnce(workspace, jobs, {
        kind,
        input,
        user,
        ...(idempotency === undefined ? {} : { idempotency }),
      });
    },
  };
}

/** What doing writes needs of the platform. */
export interface WriteServices {
  readonly workspace: Workspace;
  readonly design: DesignService;
  readonly records: RecordService;
  /** The person as they may act now; null for one who is gone or inactive. */
  actor(user: string, locale: string): Promise<Actor | null>;
}

/**
 * Does writes, in a worker. The outcome is kept with the write itself under a key of the job's own: a job that begins
 * again after a break finds what it did and does not do it twice.
 */
export function writeHandler(services: WriteServices): JobHandler {
  return { kind, run: (job) => runWrite(services, job) };
}

interface WriteInput {
  readonly command: WriteCommand;
  readonly locale: string;
  readonly via: Via;
  readonly dryRun: boolean;
}

async function runWrite(services: WriteServices, job: JobRun): Promise<JsonObject | null> {
  const { command, locale, via, dryRun } = readInput(job.input);
  const actor = job.createdBy === null ? null : await services.actor(job.createdBy, locale);
  if (actor === null) throw new ProblemError("forbidden");
  await job.progress(0);
  const [catalogue, settings] = [await services.design.current(), await readSettings(services.workspace)];
  const { body } = await performWrite(
    services.records,
    {
      actor,
      via,
      catalogue,
      settings,
      dryRun,
      // No caller's key holds a line break.
      idempotency: { key: `job\n${job.id}`, fingerprint: job.id },
      consequences: "unlimited",
      progress: (fraction) => job.progress(fraction),
    },
    command,
  );
  return body === "" ? null : JSON.parse(body);
}

/** The job's input was written by `order`. */
function readInput(input: JsonObject): WriteInput {
  const read: WriteInput = JSON.parse(JSON.stringify(input));
  return read;
}
