export { ApiProblem, ConnectionProblem } from "./http/api-problem.ts";
export { type Answer, type Call, type Client, type ClientOptions, createClient } from "./http/client.ts";
export { newIdempotencyKey } from "./http/idempotency-key.ts";
export { createQueries, type Queries } from "./queries/queries.ts";
export { fetchActions, type OfferedAction, runAction } from "./resources/actions.ts";
export {
  type AppSummary,
  type ExampleApp,
  fetchApps,
  fetchDocuments,
  fetchExamples,
  installExample,
} from "./resources/apps.ts";
export { type ChangePage, fetchChanges, followEvents, type LiveNews } from "./resources/changes.ts";
export { fetchFile, type StoredFile, uploadFile } from "./resources/files.ts";
export {
  fetchMe,
  fetchSession,
  fetchSetup,
  type Me,
  type Person,
  type Session,
  type SetupInput,
  setUp,
  signIn,
  signOut,
} from "./resources/identity.ts";
export {
  fetchJob,
  fileAddress,
  type ImportError,
  type ImportOptions,
  type ImportResult,
  type Job,
  readImportResult,
  startImport,
} from "./resources/imports.ts";
export {
  aggregateRecords,
  createRecord,
  deleteRecord,
  fetchHistory,
  fetchRecord,
  type HistoryEntry,
  queryRecords,
  type RecordAggregate,
  type RecordPage,
  type RecordQuery,
  restoreRecord,
  type SearchHit,
  type StoredRecord,
  searchAll,
  updateRecord,
} from "./resources/records.ts";
