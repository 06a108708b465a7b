export { ApiProblem, ConnectionProblem } from "./http/api-problem.ts";
export { type Answer, type Call, type Client, type ClientOptions, createClient } from "./http/client.ts";
export { newIdempotencyKey } from "./http/idempotency-key.ts";
export {
  type Me,
  type Person,
  type Session,
  type SetupInput,
  fetchMe,
  fetchSession,
  fetchSetup,
  setUp,
  signIn,
  signOut,
} from "./resources/identity.ts";
export { type AppSummary, type ExampleApp, fetchApps, fetchDocuments, fetchExamples, installExample } from "./resources/apps.ts";
export {
  type HistoryEntry,
  type RecordPage,
  type RecordQuery,
  type StoredRecord,
  createRecord,
  deleteRecord,
  fetchHistory,
  fetchRecord,
  queryRecords,
  restoreRecord,
  updateRecord,
} from "./resources/records.ts";
export {
  type ImportError,
  type ImportOptions,
  type ImportResult,
  type Job,
  fetchJob,
  fileAddress,
  readImportResult,
  startImport,
} from "./resources/imports.ts";
export { type Queries, createQueries } from "./queries/queries.ts";
