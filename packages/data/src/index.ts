export { type Actor, systemActor, userValue, type Via } from "./actor/actor.ts";
export { readAppSettings } from "./app-settings/change-settings.ts";
export { catchUp, numberChanges, numberedAtOnce } from "./changes/number-changes.ts";
export { eventMarks, forgetSignals, type LiveEvent, readEvents } from "./changes/read-events.ts";
export { type Drift, findDrift } from "./computed/find-drift.ts";
export { contractVersion } from "./design/bundle/requirements.ts";
export { type Catalogues, createCatalogues } from "./design/catalogues.ts";
export { createDesignService } from "./design/create-design-service.ts";
export type { DesignParts } from "./design/design-parts.ts";
export type {
  DesignContext,
  DesignService,
  ImportOptions,
  Plan,
  PlanChange,
} from "./design/design-service.ts";
export {
  createIdentity,
  type Identity,
  type IdentityOptions,
  type OpenedSession,
} from "./identity/identity.ts";
export type { PasswordHasher } from "./identity/password-hasher.ts";
export type { AdminInput } from "./identity/reset-admin.ts";
export type { SignedIn } from "./identity/sessions.ts";
export type { SetupInput } from "./identity/setup.ts";
export type { SignInInput } from "./identity/sign-in.ts";
export { actorAccess } from "./query/access/actor-access.ts";
export {
  type Access,
  type EntityAccess,
  type FieldAccess,
  fullAccess,
  noAccess,
} from "./query/access/entity-access.ts";
export type { ChangesQuery } from "./query/changes/read-changes.ts";
export { createQueryService, type QueryParts } from "./query/create-query-service.ts";
export { collationOf } from "./query/lower/collation.ts";
export type { FieldStorages, QueryCompiler } from "./query/lower/frame.ts";
export type { PageOptions, QueryService, ReadContext } from "./query/query-service.ts";
export { compileRecordJson } from "./query/record/compile-record-json.ts";
export type { EachResult } from "./records/batch/batch.ts";
export type { BatchOperation } from "./records/batch/operation.ts";
export { createRecordService } from "./records/create-record-service.ts";
export { isUnavailable } from "./records/flight/database-fault.ts";
export { FlightBug } from "./records/flight/flight-bug.ts";
export type { RecordParts } from "./records/parts.ts";
export type {
  ActionRequest,
  IfMatch,
  MergeRequest,
  OfferedAction,
  RecordService,
  UpdateWhere,
  WriteContext,
  WriteResult,
} from "./records/record-service.ts";
export { type Purged, type PurgeOptions, purgeTrash } from "./records/removal/purge.ts";
export { performWrite, type WriteCommand } from "./records/write-command.ts";
export { migratePlatform } from "./schema/migrations/migrate-platform.ts";
export { type MigrationState, migrationState, SchemaTooNew } from "./schema/migrations/migration-state.ts";
export type { PlatformDatabase } from "./schema/platform-database.ts";
export { type ConstraintFacts, constraintFacts } from "./schema/tables/constraint-facts.ts";
export { migrate } from "./workspace/migrate.ts";
export { type OpenWorkspace, openWorkspace, type WorkspaceOptions } from "./workspace/open-workspace.ts";
export { platformQueries } from "./workspace/platform-queries.ts";
export { readSettings, recentSettings, writeSettings } from "./workspace/settings.ts";
export type { Clock, Workspace, WorkspaceSettings } from "./workspace/workspace.ts";
