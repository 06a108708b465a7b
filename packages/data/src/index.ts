export { type Actor, type Via, systemActor } from "./actor/actor.ts";
export type { Clock, Workspace, WorkspaceSettings } from "./workspace/workspace.ts";
export type { IfMatch, RecordService, WriteContext, WriteResult } from "./records/record-service.ts";
export type { QueryService, ReadContext } from "./query/query-service.ts";
export type { DesignContext, DesignService, Plan, PlanChange } from "./design/design-service.ts";
