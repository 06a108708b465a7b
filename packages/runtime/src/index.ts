export { readBundleFolder, writeBundleFolder } from "./bundle-folder/bundle-folder.ts";
export { bundleFromFiles } from "./bundle-folder/bundle-from-files.ts";
export { filesFromBundle } from "./bundle-folder/files-from-bundle.ts";
export { createEvents, type Events, type EventsOptions, type Subscribed } from "./events/create-events.ts";
export type { Subscriber } from "./events/follower.ts";
export { createFiles, type Files, fileLimit } from "./files/files.ts";
export type { StoredFile } from "./files/stored-file.ts";
export { createHousekeeping, type HousekeepingParts, type Swept } from "./housekeeping/housekeeping.ts";
export {
  createIdempotency,
  type Idempotency,
  type KeptOutcome,
  type KeyClaim,
  type KeyedRequest,
} from "./idempotency/idempotency.ts";
export { createImports, importHandler } from "./imports/create-imports.ts";
export { type ImportOptions, importOptionsSchema } from "./imports/import-options.ts";
export type { ImportContext, Imports } from "./imports/imports.ts";
export type { ImportServices } from "./imports/run/run-import.ts";
export {
  isOver,
  type Job,
  JobCancelled,
  JobFailed,
  type JobHandler,
  JobInterrupted,
  type JobProblem,
  type JobRun,
  type JobStatus,
} from "./jobs/job.ts";
export { createJobs, type Jobs } from "./jobs/jobs.ts";
export { type Order, type Ordered, orderedJob, orderOnce } from "./jobs/order-once.ts";
export { createRelay, type Relay, type RelayOptions } from "./relay/create-relay.ts";
export { createWorker, type Worker, type WorkerOptions } from "./worker/create-worker.ts";
export { migrateJobs } from "./worker/worker-migrations.ts";
export {
  createWriteJobs,
  type WriteJobs,
  type WriteOrder,
  type WriteServices,
  writeHandler,
} from "./writes/write-jobs.ts";
