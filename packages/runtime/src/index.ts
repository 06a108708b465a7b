export { createFiles, type Files, fileLimit } from "./files/files.ts";
export type { StoredFile } from "./files/stored-file.ts";
export { type Job, type JobHandler, type JobProblem, type JobRun, type JobStatus, JobCancelled, JobInterrupted, isOver } from "./jobs/job.ts";
export { createJobs, type Jobs } from "./jobs/jobs.ts";
export { createWorker, type Worker, type WorkerOptions } from "./worker/create-worker.ts";
export { migrateJobs } from "./worker/worker-migrations.ts";
