import type { Catalogue } from "@dougong/fields";
import type { AggregateQuery, Query } from "@dougong/model";
import type { Actor } from "../actor/actor.ts";
import type { WorkspaceSettings } from "../workspace/workspace.ts";
import type { ChangesQuery } from "./changes/read-changes.ts";

/** What one read knows of its request. */
export interface ReadContext {
  readonly actor: Actor;
  readonly catalogue: Catalogue;
  readonly settings: WorkspaceSettings;
  readonly now: Date;
}

/** A part of a list that goes by one key. */
export interface PageOptions {
  /** 1 to 500. */
  readonly limit?: number;
  readonly cursor?: string;
}

/**
 * Every read of records. Answers are JSON text that PostgreSQL made.
 *
 * @throws ProblemError `bad_parameter`, `validation_failed` (unknown_field, type_mismatch, syntax_error, …),
 * `not_found`, `query_too_expensive`
 */
export interface QueryService {
  /** `{"data":[…],"page":{"next":…,"count":…}}` */
  list(context: ReadContext, query: Query): Promise<string>;
  /** `{"data":[{"month":"2026-01-01","revenue":"10.00"}]}`: one row per group; without `groupBy` exactly one. */
  aggregate(context: ReadContext, query: AggregateQuery): Promise<string>;
  /** The record and its version, or `not_found`. `version` answers it as it was then. */
  get(
    context: ReadContext,
    entity: string,
    id: string,
    options: {
      readonly select?: readonly string[];
      readonly expand?: readonly string[];
      readonly version?: number;
    },
  ): Promise<{ readonly body: string; readonly version: number }>;
  /** `{"data":[{version,at,by,via,changes}],"page":{next}}`, newest first; all of them without a `limit`. */
  history(context: ReadContext, entity: string, id: string, page?: PageOptions): Promise<string>;
  /** `{"data":[{id,at,by,text,mentions}],"page":{next}}`, newest last. */
  comments(context: ReadContext, entity: string, id: string, page?: PageOptions): Promise<string>;
  /** `{"data":[{entity,id,version,type,at,by,via,changes}],"next":"42"}`: changes after a number, in the order of commits. */
  changes(context: ReadContext, query: ChangesQuery): Promise<string>;
  /** Which of some records of an entity the reader sees, those in the trash among them; none of an unknown entity. */
  seen(context: ReadContext, entity: string, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** `{"data":[{entity,id,$label}]}`: records of every entity that hold all words of a text, the best first. */
  search(context: ReadContext, q: string, limit: number): Promise<string>;
  /** @throws ProblemError `not_found` for an entity that is not there, `forbidden` where the reader has no grant on it */
  requireReadable(context: ReadContext, entity: string): void;
}
