import type { Fragment } from "@dougong/expression";
import type { Catalogue } from "@dougong/fields";
import type { ExpressionSource, JsonObject, Problem } from "@dougong/model";
import type { Actor, Via } from "../actor/actor.ts";
import type { WorkspaceSettings } from "../workspace/workspace.ts";
import type { EachResult } from "./batch/batch.ts";
import type { BatchOperation } from "./batch/operation.ts";

/** What one write knows of its request. One request pins one catalogue. */
export interface WriteContext {
  readonly actor: Actor;
  readonly via: Via;
  readonly catalogue: Catalogue;
  readonly settings: WorkspaceSettings;
  readonly dryRun: boolean;
  /** `Idempotency-Key` with a fingerprint of method, path and body. */
  readonly idempotency?: { readonly key: string; readonly fingerprint: string };
  /**
   * Statements of the platform's own tables that commit with the record (a user's credential, the closing
   * of the setup). Each may raise; an SQLSTATE and constraint name reach the caller as they are.
   */
  readonly alongside?: readonly Fragment[];
  /** Lifts the limit of computed values that one write may change on other records: the write runs as a job. */
  readonly consequences?: "unlimited";
  /** Told how far a long write is, 0 to 1; what it throws ends the write, and nothing of it stays. */
  progress?(fraction: number): Promise<void>;
}

/** Records that are to become one. */
export interface MergeRequest {
  readonly from: readonly string[];
  /** Field → the record whose value it takes, or the value itself. */
  readonly fields?: JsonObject;
}

/** A change of every record that a filter finds. */
export interface UpdateWhere {
  /** Text or canonical JSON; without it every record. */
  readonly filter?: ExpressionSource;
  /** Values and `=expressions` over each record as it is. */
  readonly set?: JsonObject;
  /** In place of `set`: an action that needs no input. */
  readonly action?: string;
  /** As many records must be found, else nothing is changed. */
  readonly expect?: number;
}

/** The outcome of a write: the answer stands as JSON text, made by PostgreSQL. */
export interface WriteResult {
  readonly status: number;
  readonly body: string;
  readonly id: string;
  readonly version: number;
  /** True when an earlier outcome of the same key is given again. */
  readonly replayed: boolean;
}

/** What an action is asked to do. */
export interface ActionRequest {
  /** The record, or several in one transaction; none for an action `on:"none"`. */
  readonly target:
    | { readonly id: string; readonly ifMatch?: IfMatch }
    | { readonly ids: readonly string[] }
    | null;
  readonly input: JsonObject;
}

/** What a person may do with a record now. */
export interface OfferedAction {
  readonly id: string;
  readonly allowed: boolean;
  /** Why not. */
  readonly problem?: Problem;
}

/** `"*"` says that the last write wins. */
export type IfMatch = number | "*";

/**
 * The one door for writes.
 *
 * @throws ProblemError `validation_failed` with every problem found, `not_found`,
 * `version_conflict`, `owned_entity`, `forbidden`, `idempotency_mismatch`, `idempotency_in_progress`
 */
export interface RecordService {
  create(context: WriteContext, entity: string, input: JsonObject): Promise<WriteResult>;
  update(
    context: WriteContext,
    entity: string,
    id: string,
    ifMatch: IfMatch,
    patch: JsonObject,
  ): Promise<WriteResult>;
  /** To the trash, or for good where the entity has none. */
  remove(context: WriteContext, entity: string, id: string, ifMatch: IfMatch): Promise<WriteResult>;
  restore(context: WriteContext, entity: string, id: string): Promise<WriteResult>;
  /** Says something about a record: `{id,at,by,text,mentions}`. */
  comment(context: WriteContext, entity: string, id: string, text: string): Promise<WriteResult>;
  /**
   * Operations in their order, all in one transaction or none: `{"results":[{status,record?}]}`. Refused with
   * `validation_failed` and every problem of every operation, paths `/operations/3/data/…`.
   */
  batch(context: WriteContext, operations: readonly BatchOperation[]): Promise<WriteResult>;
  /** Operations in their order, each in a transaction of its own; a refusal is that operation's alone. */
  each(context: WriteContext, operations: readonly BatchOperation[]): Promise<readonly EachResult[]>;
  /**
   * Runs an action: its guard over the record as it is now and locked, then what it sets. With `ids` all or none,
   * answered by `{data:[…]}` in their order.
   *
   * @throws ProblemError `state_conflict` where the guard does not hold
   */
  act(context: WriteContext, entity: string, action: string, request: ActionRequest): Promise<WriteResult>;
  /** The actions of an entity, and which of them the actor could run on this record now. */
  actions(context: WriteContext, entity: string, id: string | null): Promise<readonly OfferedAction[]>;
  /** Changes the values of an app's settings by a merge patch; answers all of them. */
  changeSettings(
    context: WriteContext,
    app: string,
    ifMatch: IfMatch,
    patch: JsonObject,
  ): Promise<WriteResult>;
  /**
   * Makes one record of several: what points to the others points to it, and they go to the trash. Answers the
   * survivor. A uniqueness that the survivors would break is told with path `""`.
   */
  merge(
    context: WriteContext,
    entity: string,
    id: string,
    ifMatch: IfMatch,
    request: MergeRequest,
  ): Promise<WriteResult>;
  /**
   * Changes every record that a filter finds, all or none: `{"matched":n,"updated":n}`.
   *
   * @throws ProblemError `state_conflict` where there are not as many as expected
   */
  updateWhere(context: WriteContext, entity: string, request: UpdateWhere): Promise<WriteResult>;
  /** Refuses what `updateWhere` would refuse whatever the records are: names, expressions, rights. */
  checkUpdateWhere(context: WriteContext, entity: string, request: UpdateWhere): void;
  /** Many records in one transaction, all or nothing: imports and seeds. Problems carry `/rows/{i}/…`. */
  createMany(
    context: WriteContext,
    entity: string,
    inputs: readonly JsonObject[],
  ): Promise<{ readonly ids: readonly string[] }>;
}
