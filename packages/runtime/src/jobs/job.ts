import type { JsonObject, JsonValue, Problem, ProblemCode, ProblemError } from "@dougong/model";

export type JobStatus = "queued" | "running" | "succeeded" | "failed" | "cancelled";

/** Why a job failed, as data: the sentences are made when it is read. */
export interface JobProblem {
  readonly code: ProblemCode;
  readonly problems: readonly Problem[];
  /** Further members of the problem, such as both sides of a version conflict. */
  readonly members?: Readonly<Record<string, JsonValue>>;
}

/** Long work as its owner sees it (contract 2.2). */
export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly status: JobStatus;
  /** 0..1 */
  readonly progress: number;
  readonly result: JsonValue;
  readonly problem: JobProblem | null;
  readonly createdBy: string | null;
}

/** True once nothing more will happen. */
export function isOver(status: JobStatus): boolean {
  return status === "succeeded" || status === "failed" || status === "cancelled";
}

/** A job while it runs. */
export interface JobRun {
  readonly id: string;
  readonly input: JsonObject;
  readonly createdBy: string | null;
  /**
   * Tells how far it is. Call it between steps: it is also where a job learns that it should stop.
   *
   * @throws JobCancelled · JobInterrupted
   */
  progress(fraction: number): Promise<void>;
}

/** How one kind of job is done. A run may be cut off anywhere and begin again, on another machine. */
export interface JobHandler {
  readonly kind: string;
  /** Answers the job's result. A ProblemError ends it as failed. */
  run(job: JobRun): Promise<JsonObject | null>;
}

/** Its owner wants no more of it. */
export class JobCancelled extends Error {
  /** What was done until then. */
  readonly result: JsonObject | null;

  constructor(result: JsonObject | null = null) {
    super("The job was cancelled");
    this.name = "JobCancelled";
    this.result = result;
  }
}

/** The process stops; the job goes on elsewhere. */
export class JobInterrupted extends Error {
  constructor() {
    super("The worker is stopping");
    this.name = "JobInterrupted";
  }
}

/** It ends as failed, and yet has something to show: what was wrong, row by row. */
export class JobFailed extends Error {
  readonly problem: ProblemError;
  readonly result: JsonObject;

  constructor(problem: ProblemError, result: JsonObject) {
    super(problem.message);
    this.name = "JobFailed";
    this.problem = problem;
    this.result = result;
  }
}
