export { EmbeddedPostgresError, type EmbeddedPostgresErrorCode } from "./embedded-postgres-error.ts";
export { runningConnectionString } from "./running-connection-string.ts";
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from "./start-embedded-postgres.ts";
export { type KeptPostgres, keepPostgresRunning } from "./supervise/keep-postgres-running.ts";
